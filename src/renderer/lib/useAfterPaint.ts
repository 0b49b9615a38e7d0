import { useLayoutEffect } from 'react'
import { useSteady } from './useSteady.ts'

/** Does this once, a task after the frame that painted the component for the first time. */
export function useAfterPaint(then: () => void): void {
  const act = useSteady(then)
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(act))
    return () => cancelAnimationFrame(frame)
  }, [act])
}
