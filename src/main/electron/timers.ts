/**
 * For benches: counts the timer callbacks of the main process. With TIDELINE_TIMERS set to a file, that file is rewritten
 * with the running total at every SIGUSR2, as `{"at":1795684500000,"timers":12}`.
 */
import { writeFileSync } from 'node:fs'

/** Does nothing unless TIDELINE_TIMERS is set. Must run before anything of ours sets a timer. */
export function countTimers(): void {
  const file = process.env['TIDELINE_TIMERS']
  if (file === undefined || file === '') return
  let timers = 0
  const counted = <Set extends typeof setTimeout | typeof setInterval>(set: Set): Set =>
    new Proxy(set, {
      apply(target, self, [run, ...rest]: [(...args: unknown[]) => unknown, ...unknown[]]): unknown {
        const counting = (...args: unknown[]): unknown => {
          timers += 1
          return run(...args)
        }
        const made: unknown = Reflect.apply(target, self, [counting, ...rest])
        return made
      },
    })
  globalThis.setTimeout = counted(globalThis.setTimeout)
  globalThis.setInterval = counted(globalThis.setInterval)
  process.on('SIGUSR2', () => writeFileSync(file, `${JSON.stringify({ at: Date.now(), timers })}\n`))
}
