/** The operating system's Do Not Disturb as the rest of main sees it, and as one desktop's adapter has to offer it. */
import type { MuteLevel } from '../../core/app/state.ts'

export type { MuteLevel }

/** What a desktop had before we touched it: saved in the lease, given back at the end. Only its adapter reads meaning into it. */
export type MuteValue = string | number | boolean | readonly string[] | null

/** Why a mute is not, or not fully, what was asked for. Each has a sentence in the message catalogue. */
export const MUTE_PROBLEMS = [
  /** The desktop's own tool (`gsettings`) is not installed. */
  'tool_missing',
  /** macOS: the person has not added the shortcuts yet. */
  'not_set_up',
  /** The desktop did not answer within five seconds. */
  'timeout',
  /** The desktop said yes, and a second look showed no change. */
  'not_applied',
  /** An administrator fixed the setting. */
  'locked',
  /** There is no session bus, or it went away. */
  'bus_gone',
  /** Nothing here that we know how to mute. */
  'unsupported',
  /** The desktop refused for a reason of its own. */
  'failed',
  /** The lease could not be written down, so nothing was touched. */
  'not_saved',
  /** Held, but the person switched it off by hand; left alone. */
  'undone',
  /** Held, but nothing would restore it between a crash and our next start. */
  'unguarded',
] as const
export type MuteProblem = (typeof MUTE_PROBLEMS)[number]

export class MuteError extends Error {
  readonly code: MuteProblem
  constructor(code: MuteProblem, message: string = code, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MuteError'
    this.code = code
  }
}

/** The problem behind anything thrown. */
export const problemOf = (error: unknown): MuteProblem => (error instanceof MuteError ? error.code : 'failed')

/** One desktop's way to mute. Every method that touches the desktop ends within five seconds and throws `MuteError` alone. */
export interface MuteAdapter {
  /** `dunst`, `xfce`, `gnome`, …; `none` where nothing is known. */
  readonly id: string
  /** The notification server and its version, for example `dunst 1.9.0`; empty where none answers. */
  readonly label: string
  /** What a successful mute may be called: `verified` only where tests held back a real notice on this mechanism. */
  readonly level: MuteLevel
  /** Whether the desktop itself ends our mute when we disconnect. Such a mute needs no lease and no watchdog. */
  readonly selfEnding: boolean
  /** Whether the value outlives the session, so that a power cut leaves the desktop muted. */
  readonly persists: boolean
  read(): Promise<MuteValue>
  isMuted(value: MuteValue): boolean
  /** The value that `mute` leaves, so that the lease can be written before anything is touched. */
  target(previous: MuteValue): MuteValue
  /** Sets, reads back and returns the value now; throws `not_applied` where the read-back differs. */
  mute(previous: MuteValue): Promise<MuteValue>
  /** Sets the previous value and reads back, like `mute`. */
  restore(previous: MuteValue): Promise<void>
  /** What a plain shell runs to restore without us: exit 0 restored, 3 left alone because the value is not ours. Null if self-ending, or if no tool is there. */
  restoreCommand(previous: MuteValue, ours: MuteValue): readonly string[] | null
  /** Calls back when the value may have changed, whoever changed it; returns how to stop. */
  watch?(onChange: () => void): () => void
  /** Lets go of everything the adapter holds open; a self-ending mute ends. */
  stop(): void
}

export interface MuteReport {
  readonly level: MuteLevel
  /** The adapter's id; `none` before the first look. */
  readonly adapter: string
  readonly label: string
  /** Whether our lease is in force. `problem: 'undone'` with it: the person has switched the mute off since. */
  readonly held: boolean
  /** The person had muted already: we touch nothing, now and at the end. */
  readonly alreadyMuted: boolean
  /** Since when it is held, in ms since the epoch. */
  readonly since: number | null
  readonly problem: MuteProblem | null
}

export interface MuteWish {
  /** When the mute ends by itself, in ms since the epoch; null: only when given back. */
  readonly until: number | null
}

export interface MutePort {
  /** Mutes the desktop for this owner, or (null) gives its hold back. Never rejects; the newest wish wins; the same wish again costs nothing. */
  want(wish: MuteWish | null): Promise<MuteReport>
  report(): MuteReport
  onChange(listener: (report: MuteReport) => void): () => void
  /** Restores what dead owners left behind; to be awaited before the first wish of a start. */
  recover(): Promise<{ readonly restored: boolean; readonly adapter: string | null }>
  /** Gives the hold back and lets go of the desktop. */
  stop(): Promise<void>
}

export interface MuteOptions {
  /** The session bus; the environment's where not given. */
  readonly busAddress?: string
  /** Where the lease lives; see `muteRuntimeDir`. */
  readonly runtimeDir: string
  readonly env: NodeJS.ProcessEnv
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Tells two instances apart in the lease, for example the data folder. */
  readonly owner: string
}

export const sameValue = (one: MuteValue, other: MuteValue): boolean => JSON.stringify(one) === JSON.stringify(other)
