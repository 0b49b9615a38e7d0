/** For benches: says on standard output when a window can be used (`TIDELINE_READY planner 1795684500000`). */
import { app } from 'electron'

const WAIT_FOR_MARK = `new Promise((resolve) => {
  const tell = (mark) => resolve(Math.round(performance.timeOrigin + mark.startTime))
  const [marked] = performance.getEntriesByName('tideline:usable')
  if (marked) return tell(marked)
  new PerformanceObserver((list) => list.getEntriesByName('tideline:usable').forEach(tell)).observe({ type: 'mark' })
})`

/** Does nothing unless TIDELINE_TRACE, TIDELINE_TRACE_OPENS or TIDELINE_TRACE_CALLBACKS is set. Must run before the first window. */
export function traceWindows(): void {
  if (process.env['TIDELINE_TRACE_CALLBACKS'] === '1') void import('./traceCallbacks.ts')
  if (process.env['TIDELINE_TRACE_OPENS'] === '1') void import('./traceOpens.ts')
  if (process.env['TIDELINE_TRACE'] !== '1') return
  app.on('web-contents-created', (_event, contents) => {
    contents.on('dom-ready', () => {
      const kind = /#\/(\w+)/.exec(contents.getURL())?.[1]
      if (kind !== 'planner') return
      contents.executeJavaScript(WAIT_FOR_MARK).then(
        (at: unknown) => process.stdout.write(`TIDELINE_READY ${kind} ${String(at)}\n`),
        () => {},
      )
    })
  })
}
