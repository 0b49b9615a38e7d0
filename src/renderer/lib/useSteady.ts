import { useLayoutEffect, useMemo, useRef } from 'react'

/**
 * The same function for as long as the component is there, calling what it is given now: for parts that are drawn again
 * only where something of theirs changed. Not to be called while something is drawn.
 */
export function useSteady<Args extends readonly unknown[], Result>(
  call: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(call)
  useLayoutEffect(() => {
    latest.current = call
  })
  return useMemo(
    () =>
      (...args: Args): Result =>
        latest.current(...args),
    [],
  )
}
