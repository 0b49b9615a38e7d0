import { session } from 'electron'
import { log } from '../log.ts'

/** How the system would reach this address, in the words of a proxy script; the straight way where it cannot say. */
export async function systemProxy(url: string): Promise<string> {
  try {
    return await session.defaultSession.resolveProxy(url)
  } catch (error) {
    log('cannot ask the system for its proxy', error)
    return 'DIRECT'
  }
}
