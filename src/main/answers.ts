/** Behind the windows' door: parses what they say, then lets the handler act. */
import type { Reply } from '../bridge/channels.ts'
import { type CallInputs, type CallName, calls } from '../bridge/contract.ts'
import { readWish, refused } from '../core/app/intent.ts'
import { log } from './log.ts'
import type { Handlers } from './ports.ts'

export interface Call<Name extends CallName = CallName> {
  readonly name: Name
  /** What was said; nobody has looked at it yet. */
  readonly raw: unknown
  /** The id of the window's contents. */
  readonly caller: number
}

/** A handler that throws is answered as the error `failed`. */
export async function answerCall<Name extends CallName>(
  handlers: Handlers,
  { name, raw, caller }: Call<Name>,
): Promise<Reply> {
  const parsed = calls[name].input.safeParse(raw)
  if (!parsed.success) return badInput(name, raw)
  try {
    return { answer: await handlers[name](parsed.data as CallInputs[Name], { id: caller }) }
  } catch (error) {
    log(`call "${name}" failed`, error)
    return name === 'dispatch' ? { answer: refused('failed') } : { error: 'failed' }
  }
}

/** A wish has an answer for what is wrong with it; the other calls are made by our own code and have none. */
function badInput(name: CallName, raw: unknown): Reply {
  if (name !== 'dispatch') return { error: 'bad_input' }
  const read = readWish(raw)
  return 'refusal' in read ? { answer: read.refusal } : { error: 'bad_input' }
}
