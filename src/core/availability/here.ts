/** Whether somebody is at this computer, as far as it is known. It stays here unless a team is told by the person's own choice. */

/** `unknown` is never taken for anything: a desktop that does not tell is neither idle nor in use. */
export interface Here {
  readonly input: 'active' | 'idle' | 'unknown'
  /** Null where the desktop does not tell. */
  readonly locked: boolean | null
  /** The machine said that it goes to sleep, and has not woken. */
  readonly asleep: boolean
}

export const notKnown: Here = { input: 'unknown', locked: null, asleep: false }

/** Known to be away: only from what is known. */
export const isAway = ({ input, locked, asleep }: Here): boolean => asleep || locked === true || input === 'idle'
