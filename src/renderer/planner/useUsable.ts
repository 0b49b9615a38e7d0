import { useLayoutEffect } from 'react'
import { afterPaint } from './later.ts'

/** Marks when the planner could first be used: a task after the frame that painted it with its data. */
export function useUsable(): void {
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(usable))
    return () => cancelAnimationFrame(frame)
  }, [])
}

function usable(): void {
  performance.mark('tideline:usable')
  afterPaint()
}
