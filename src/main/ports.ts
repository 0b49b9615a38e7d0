/** What the loop needs from the world. One adapter each is real; one honest fake each serves the unit tests. */
import type { CallAnswers, CallInputs, CallName, SliceMessage } from '../bridge/contract.ts'
import type { WindowKind } from '../core/app/intent.ts'
import type { SessionEvent } from '../core/focus/session.ts'
import type { Instant } from '../core/time/instant.ts'

export type Stop = () => void

/** The clock of the world. Nothing else in main reads it. */
export interface Clock {
  /** Milliseconds since the epoch; people and NTP may set it. */
  now(): Instant
  /** Milliseconds that only go forward while the machine is awake; tells a set clock from a slept one. */
  steady(): number
}

/** Asks to look again at an instant. One alarm is armed at a time; arming anew replaces it. */
export interface Alarm {
  arm(at: Instant | null): void
  stop(): void
}

/** What reading a kept file came to. A file that cannot be read is set aside and told, never overwritten. */
export interface Loaded {
  readonly value: unknown
  /** `missing` is told only where a backup shows that there was a file once. */
  readonly problem: null | {
    readonly code: 'broken' | 'newer' | 'missing'
    readonly keptAs: string
    readonly recovered: boolean
  }
}

/** Small state by name: settings, plan, teams. Writes are atomic and throw `SaveError` when the disk refuses. */
export interface Keeper {
  load(name: string): Loaded
  save(name: string, value: unknown): void
}

/** The append-only journal of focus sessions. An event that `append` returned for is on the disk. */
export interface Journal {
  append(events: readonly SessionEvent[]): void
  /** The events of the newest month or two, oldest first; torn or unreadable lines are left out and counted. */
  recent(): { readonly events: readonly SessionEvent[]; readonly unreadable: number }
}

export class SaveError extends Error {
  readonly code: 'disk_full' | 'read_only' | 'save_failed'
  constructor(code: SaveError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** Secrets by name: the tokens of the teams. */
export interface Vault {
  readonly kind: 'keyring' | 'file'
  get(name: string): string | null
  set(name: string, secret: string): void
  remove(name: string): void
}

/** One line of a menu. Groups nest; a line without a `run` is a heading. */
export interface MenuLine {
  readonly label: string
  readonly run?: () => void
  readonly checked?: boolean
  readonly enabled?: boolean
  readonly lines?: readonly (MenuLine | 'separator')[]
}

export interface TrayPicture {
  /** Which glyph: the availability state, or `paused`. */
  readonly glyph: 'available' | 'focusing' | 'together' | 'away' | 'off' | 'unknown' | 'paused'
  /** Share of the session that is left, 0 to 1, in steps of a minute; null draws no arc. */
  readonly arc: number | null
  readonly tooltip: string
  /** Shown beside the icon on macOS, for example `24m`; empty elsewhere. */
  readonly title: string
}

/** What the taskbar or the dock shows of an open session. */
export interface Badge {
  readonly glyph: 'focusing' | 'paused'
  /** Share that is done, 0 to 1, in steps of a minute. */
  readonly done: number
  readonly isPaused: boolean
  /** The same in words, for a screen reader. */
  readonly words: string
  /** A few characters, for example `24m`. */
  readonly label: string
}

export interface TrayPort {
  /** Redraws only what differs. */
  show(picture: TrayPicture, menu: readonly (MenuLine | 'separator')[]): void
  stop(): void
}

export interface SoundPort {
  /** Plays the end sound at a loudness of 0 to 1; false where the computer could not. Asked again meanwhile, it is the same sound. */
  play(volume: number): Promise<boolean>
}

/** One notice in the desktop's notification area. */
export interface NoticePort {
  /** Returns how to take it back, where it was Electron that sent it. */
  tell(notice: { readonly title: string; readonly body: string; readonly onClick?: () => void }): Stop
}

export interface WindowsPort {
  /** Raises it if it is open. `quietly` shows a new one without taking the keyboard, and leaves an open one as it is. */
  open(kind: WindowKind, quietly?: boolean): void
  /** Somebody is about to open it: it is made ready unseen, where this kind costs enough, and goes again if nobody does. */
  foresee(kind: WindowKind): void
  close(kind: WindowKind): void
  /** Whether any is open. */
  isOpen(): boolean
  /** To the windows that watch the slice of a message. */
  send(messages: readonly SliceMessage[], to: number): void
  closeAll(): void
}

/** A window as the door sees it: an identity to send news to. */
export interface Caller {
  readonly id: number
}

/** The handlers behind the contract: one for each call, no more and no fewer. */
export type Handlers = {
  readonly [Name in CallName]: (input: CallInputs[Name], caller: Caller) => Promise<CallAnswers[Name]>
}

export interface NodeProgram {
  /** The built file to run. */
  readonly entry: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Shown by the system's list of processes. */
  readonly name: string
}

export interface NodeChild {
  /** Each line that it prints on standard output. */
  onLine(listener: (line: string) => void): void
  /** Once, when it is gone; null where a signal ended it or it could not be started. */
  onExit(listener: (code: number | null) => void): void
  /** Asks it to end. It ends by itself when the app is gone: its standard input closes, or the utility process goes with us. */
  stop(): void
}

/** Starts a Node program of ours, in a Node that has `node:sqlite`. */
export type StartNode = (program: NodeProgram) => NodeChild
