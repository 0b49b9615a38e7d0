import { useEffect, useRef } from 'react'

export interface ScreenKeys {
  readonly add: () => void
  readonly today: () => void
  readonly go: (by: number) => void
  /** Asks for a date. */
  readonly jump: () => void
  readonly help: () => void
  /** Opens the line to type a day in. */
  readonly type: () => void
  /** Day, week, rhythm. */
  readonly view: () => void
  readonly travel: (to: 'undo' | 'redo') => void
  /** What is proposed. */
  readonly accept: () => void
  readonly leave: () => void
}

/** Where letters are typed or mean something else; the picker of views takes none. */
const TYPING =
  'input:not([type="radio"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]'

/** Keys that work anywhere in the planner, but never while someone types or a dialog is open. */
export function useScreenKeys(keys: ScreenKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || target?.closest(TYPING)) return
      if (runKey(event, latest.current)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function runKey(event: KeyboardEvent, keys: ScreenKeys): boolean {
  const key = event.key.toLowerCase()
  if (event.altKey) return false
  if (event.ctrlKey || event.metaKey) return runTravel(key, event.shiftKey, keys)
  if (key === 'n' || key === 'a') keys.add()
  else if (key === 't') keys.today()
  else if (key === '[') keys.go(-1)
  else if (key === ']') keys.go(1)
  else if (key === 'g') keys.jump()
  else if (key === '?') keys.help()
  else if (key === '/') keys.type()
  else if (key === 'v') keys.view()
  else if (key === 'r') keys.accept()
  else if (key === 'l') keys.leave()
  else return false
  return true
}

function runTravel(key: string, shift: boolean, { travel }: ScreenKeys): boolean {
  if (key === 'z') travel(shift ? 'redo' : 'undo')
  else if (key === 'y') travel('redo')
  else return false
  return true
}
