import { powerMonitor } from 'electron'
import type { Stop } from '../ports.ts'

const EVENTS = {
  suspend: 'suspend',
  resume: 'resume',
  lock: 'lock-screen',
  unlock: 'unlock-screen',
  shutdown: 'shutdown',
} as const

export type PowerEvent = keyof typeof EVENTS

/** Tells when the machine sleeps, wakes, locks, unlocks or shuts down. The app must be ready. Without logind Linux tells nothing. */
export function watchPower(onEvent: (event: PowerEvent) => void): Stop {
  const stops = (Object.keys(EVENTS) as PowerEvent[]).map((event) => listen(event, () => onEvent(event)))
  return () => stops.forEach((stop) => stop())
}

function listen(event: PowerEvent, hear: () => void): Stop {
  // Electron types each event apart; the emitter underneath is one.
  const monitor: NodeJS.EventEmitter = powerMonitor
  monitor.on(EVENTS[event], hear)
  return () => void monitor.off(EVENTS[event], hear)
}
