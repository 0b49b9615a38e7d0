/** Whether somebody is at this computer: what a desktop can tell, each way behind one port. */
import type { Millis } from '../../core/time/instant.ts'
import type { Stop } from '../ports.ts'

/** How long nobody has touched keyboard or pointer. */
export interface IdleSource {
  readonly id: 'mutter' | 'screensaver' | 'system' | 'none'
  /** Null where it is not known, now or ever; never rejects. */
  idle(): Promise<Millis | null>
}

/** Whether the session is locked. */
export interface LockSource {
  /** Null where nothing here tells. */
  locked(): Promise<boolean | null>
  onChange(listener: () => void): Stop
}

export const nobodyTells: IdleSource = { id: 'none', idle: async () => null }
