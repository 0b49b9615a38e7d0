import type { Instant } from '../../time/instant.ts'
import type { Intent } from '../intent.ts'
import { rememberTest, withTest } from '../muteTest.ts'
import { withNameToTell } from './teams.ts'
import { changed, type Reduced, refuse } from './result.ts'
import { Settings, type State } from '../state.ts'
import { withNotice, withoutNotice } from './notices.ts'

type SelfIntent = Extract<
  Intent,
  {
    type:
      | `status.${string}`
      | 'settings.change'
      | `notice.${string}`
      | 'mute.report'
      | 'mute.saw'
      | 'system.report'
      | 'hook.agreed'
  }
>

const given = (change: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

const LONGEST_STATUS = 31 * 24 * 60 * 60 * 1000

export function reduceSelf(state: State, intent: SelfIntent, now: Instant): Reduced {
  switch (intent.type) {
    case 'status.set':
      if (intent.status.until <= now) return refuse(state, 'end_in_past')
      if (intent.status.until - now > LONGEST_STATUS) return refuse(state, 'status_too_long')
      return changed({ ...state, status: intent.status })
    case 'status.clear':
      return changed({ ...state, status: null })
    case 'settings.change': {
      const focus = { ...state.settings.focus, ...given(intent.change.focus ?? {}) }
      const limits = { ...state.settings.limits, ...given(intent.change.limits ?? {}) }
      const settings = Settings.parse({ ...state.settings, ...given(intent.change), focus, limits })
      const isRenamed = settings.name !== state.settings.name
      return changed({
        ...state,
        settings,
        teams: isRenamed ? withNameToTell(state.teams, settings.name) : state.teams,
      })
    }
    case 'notice.tell':
      return changed(withNotice(state, intent.key, intent.values ?? {}, now, intent.tone))
    case 'notice.dismiss':
      return changed(withoutNotice(state, intent.id))
    case 'mute.report':
      return changed({ ...state, mute: withTest(intent.mute, state.settings) })
    case 'mute.saw':
      return sawTest(state, intent.seen)
    case 'hook.agreed':
      return changed({ ...state, settings: Settings.parse({ ...state.settings, hook: intent.argv }) })
    case 'system.report':
      return changed({ ...state, system: { ...state.system, ...intent.system } })
  }
}

/** No notice seen is what a mute is for. */
function sawTest(state: State, seen: boolean): Reduced {
  const { label } = state.mute
  if (label === '') return refuse(state, 'no_mute_tested')
  const muteTests = rememberTest(state.settings.muteTests, label, seen ? 'shown' : 'held')
  const settings = { ...state.settings, muteTests }
  return changed({ ...state, settings, mute: withTest(state.mute, settings) })
}
