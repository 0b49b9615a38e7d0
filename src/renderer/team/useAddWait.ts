import type { TeamSlice } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import { newId } from '../lib/newId.ts'
import { type Asking, useWish } from '../lib/useWish.ts'

export interface AddWait extends Pick<Asking, 'pending' | 'error'> {
  /** Whether it is written; without words nothing is. */
  add(on: string, words: string, since: Instant): Promise<boolean>
}

/** I cannot go on until somebody did something: the team sees what hangs on whom. */
export function useAddWait({ team, me }: Pick<TeamSlice, 'team' | 'me'>): AddWait {
  const { ask, pending, error } = useWish()
  const add = async (on: string, words: string, since: Instant): Promise<boolean> => {
    const what = words.trim()
    if (what === '') return false
    const id = newId()
    const body = { who: me, on, what, since }
    return (await ask({ type: 'doc.write', team, ref: id, doc: `waiting.${id}`, base: 0, body })).ok
  }
  return { add, pending, error }
}
