import type { Instant } from '../../time/instant.ts'
import type { Notice, State } from '../state.ts'

const MOST_NOTICES = 20

/** Adds something to tell on screen. The same thing told again replaces the older telling. */
export function withNotice(
  state: State,
  key: string,
  values: Notice['values'],
  at: Instant,
  tone: Notice['tone'] = 'info',
): State {
  const id = `${key}:${Object.values(values).join(':')}`
  const others = state.notices.filter((notice) => notice.id !== id)
  return { ...state, notices: [...others, { id, key, values, at, tone }].slice(-MOST_NOTICES) }
}

export const withoutNotice = (state: State, id: string): State => ({
  ...state,
  notices: state.notices.filter((notice) => notice.id !== id),
})
