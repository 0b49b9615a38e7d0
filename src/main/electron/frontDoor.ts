/**
 * The windows' calls, from the first moment on: a page that asks before the rest of the app is read waits for its
 * answer. Who calls is checked here; what they say, by whoever answers.
 */
import { ipcMain } from 'electron'
import { CALL_NAMES, callChannel, type Reply } from '../../bridge/channels.ts'
import type { Call } from '../answers.ts'
import type { Stop } from '../ports.ts'
import { isTrustedSender } from './trust.ts'

export type Answerer = (call: Call) => Promise<Reply>

export interface FrontDoor {
  /** From now on calls are answered, those that wait first. */
  answerWith(answerer: Answerer): void
  readonly stop: Stop
}

/** Must run before the first window. */
export function openFrontDoor(): FrontDoor {
  let answerWith: FrontDoor['answerWith'] = () => {}
  const answering = new Promise<Answerer>((resolve) => (answerWith = resolve))
  for (const name of CALL_NAMES) {
    ipcMain.handle(callChannel(name), async (event, raw: unknown): Promise<Reply> => {
      if (!isTrustedSender(event)) return { error: 'not_trusted' }
      const answer = await answering
      return answer({ name, raw, caller: event.sender.id })
    })
  }
  return { answerWith, stop: () => CALL_NAMES.forEach((name) => ipcMain.removeHandler(callChannel(name))) }
}
