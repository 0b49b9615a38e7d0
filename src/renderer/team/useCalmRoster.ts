import { useEffect, useRef, useState } from 'react'
import type { Roster } from '../../core/app/state.ts'
import { type Millis, SECOND } from '../../core/time/instant.ts'
import { useRoster } from '../lib/app.tsx'

/** What is worked out of everybody's plans may be so much older than the newest change. */
const CALM: Millis = 5 * SECOND

/** A team's roster for what costs something for everybody in it: again when people come or go, else now and then. */
export function useCalmRoster(team: string): Roster {
  const live = useRoster(team)
  const latest = useRef(live)
  const [calm, setCalm] = useState(live)
  useEffect(() => void (latest.current = live), [live])
  // A render of its own: nobody sees a list that lacks whom they just let in.
  if (Object.keys(live).length !== Object.keys(calm).length) setCalm(live)
  useEffect(() => {
    const timer = setInterval(() => setCalm(latest.current), CALM)
    return () => clearInterval(timer)
  }, [])
  return calm
}
