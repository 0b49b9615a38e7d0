/** One live region for the window: what changed, for whoever does not see it change. */
import { createStore } from 'zustand/vanilla'

export const spoken = createStore<{ readonly text: string; readonly count: number }>(() => ({ text: '', count: 0 }))

/** Says it once, politely. The same words twice are said twice. */
export function say(text: string): void {
  spoken.setState(({ count }) => ({ text, count: count + 1 }))
}
