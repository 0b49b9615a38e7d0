/** Work that takes longer than a window may stand still, done a little at a time. */
import { useEffect, useState } from 'react'

/** Says by each `yield` where it may be put aside. */
export type Work<Result> = () => Generator<unknown, Result>

/** Milliseconds at a stretch: half a frame, so that what else is due in it still fits. */
const SLICE = 8

export interface Slicer<Result> {
  /** At once, or after what is under way: news that come faster than it ends must not hold it off for ever. */
  want(work: Work<Result>): void
  stop(): void
}

/** Out of sight timers come once a second, and nobody waits for a frame. Returns how to take it back. */
function later(run: () => void): () => void {
  if (!document.hidden) {
    const timer = setTimeout(run)
    return () => clearTimeout(timer)
  }
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', () => {
    port1.close()
    run()
  })
  port1.start()
  port2.postMessage(null)
  return () => port1.close()
}

/** What is short enough for one slice is done when `want` returns. */
export function slicer<Result>(done: (result: Result) => void): Slicer<Result> {
  let underWay: Generator<unknown, Result> | null = null
  let next: Work<Result> | null = null
  let takeBack = (): void => {}

  function go(): void {
    const until = performance.now() + SLICE
    while (underWay !== null && performance.now() < until) {
      const step = underWay.next()
      if (step.done !== true) continue
      underWay = next?.() ?? null
      next = null
      done(step.value)
    }
    if (underWay !== null) takeBack = later(go)
  }

  return {
    want(work) {
      if (underWay !== null) next = work
      else {
        underWay = work()
        go()
      }
    },
    stop() {
      takeBack()
      underWay = null
      next = null
    },
  }
}

/** The same for what is done once. */
export const inSlices = <Result>(work: Work<Result>): Promise<Result> =>
  new Promise((resolve) => slicer<Result>(resolve).want(work))

/** What the work came to last; null until it did once. Give it the same function for as long as nothing changed. */
export function useSliced<Result>(work: Work<Result>): Result | null {
  const [result, setResult] = useState<Result | null>(null)
  const [runner] = useState(() => slicer<Result>((value) => setResult(() => value)))
  useEffect(() => runner.want(work), [runner, work])
  useEffect(() => () => runner.stop(), [runner])
  return result
}
