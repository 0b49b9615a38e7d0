/** The only door from the windows: checks who calls, parses what they say, then lets the handler act. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { callChannel, type Reply } from '../../bridge/channels.ts'
import { type CallInputs, type CallName, calls } from '../../bridge/contract.ts'
import { readWish, refused } from '../../core/app/intent.ts'
import { log } from '../log.ts'
import type { Handlers, Stop } from '../ports.ts'
import { isTrustedSender } from './trust.ts'

/** Opens one call for each entry of the contract. A handler that throws is answered as the error `failed`. */
export function openDoor(handlers: Handlers): Stop {
  const names = Object.keys(calls) as CallName[]
  for (const name of names) {
    ipcMain.handle(callChannel(name), (event, raw: unknown) => answer(name, handlers, event, raw))
  }
  return () => names.forEach((name) => ipcMain.removeHandler(callChannel(name)))
}

async function answer<Name extends CallName>(
  name: Name,
  handlers: Handlers,
  event: IpcMainInvokeEvent,
  raw: unknown,
): Promise<Reply> {
  if (!isTrustedSender(event)) return { error: 'not_trusted' }
  const parsed = calls[name].input.safeParse(raw)
  if (!parsed.success) return badInput(name, raw)
  try {
    return { answer: await handlers[name](parsed.data as CallInputs[Name], { id: event.sender.id }) }
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
