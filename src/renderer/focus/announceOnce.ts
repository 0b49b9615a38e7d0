import { say } from '../lib/announce.ts'

let told = ''

/** Says that a session is over, once for each session, also to who does not look. */
export function announceOnce(session: string, words: string): void {
  if (told === session) return
  told = session
  say(words)
}
