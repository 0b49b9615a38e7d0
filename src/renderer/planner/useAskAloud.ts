import type { Wish } from '../../core/app/intent.ts'
import { say } from '../lib/announce.ts'
import { useDispatch } from '../lib/app.tsx'
import { type MessageKey, type MessageValues, useText } from '../lib/intl.tsx'

/** Asks main; what was done is said to whoever listens. Whether it was done. */
export function useAskAloud(): (wish: Wish, key: MessageKey, values?: MessageValues) => Promise<boolean> {
  const dispatch = useDispatch()
  const text = useText()
  return async (wish, key, values) => {
    const { ok } = await dispatch(wish)
    if (ok) say(text(key, values))
    return ok
  }
}
