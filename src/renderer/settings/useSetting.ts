/** Changes a setting at once; what was refused is told at the control. */
import { useCallback } from 'react'
import type { Wish } from '../../core/app/intent.ts'
import { useWish } from '../lib/useWish.ts'

type Change = Extract<Wish, { type: 'settings.change' }>['change']

export function useSetting(): { readonly change: (change: Change) => Promise<boolean>; readonly error: string | null } {
  const { ask, error } = useWish()
  const change = useCallback(async (given: Change) => (await ask({ type: 'settings.change', change: given })).ok, [ask])
  return { change, error }
}
