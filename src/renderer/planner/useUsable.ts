import { useAfterPaint } from '../lib/useAfterPaint.ts'
import { afterPaint } from './later.ts'

/** Marks when the planner could first be used: a task after the frame that painted it with its data. */
export function useUsable(): void {
  useAfterPaint(usable)
}

function usable(): void {
  performance.mark('tideline:usable')
  afterPaint()
}
