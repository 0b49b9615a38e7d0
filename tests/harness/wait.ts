import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Looks again until `look` answers something truthy, and returns it.
 * @param what named in the error
 * @param timeoutMs real time; the error after it tells the last failure too
 */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = 10_000,
  everyMs = 25,
): Promise<Exclude<T, null | undefined | false | '' | 0>> {
  const end = Date.now() + timeoutMs
  let problem: unknown
  while (Date.now() < end) {
    try {
      const found = await look()
      if (found) return found as Exclude<T, null | undefined | false | '' | 0>
      problem = undefined
    } catch (error) {
      problem = error
    }
    await sleep(everyMs)
  }
  throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`, { cause: problem })
}
