import type { Wish } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { MenuLine } from '../ports.ts'
import type { Times } from '../times.ts'

export type Line = MenuLine | 'separator'

/** What every part of the menu is made from. */
export interface TrayWorld {
  readonly state: State
  readonly now: Instant
  readonly times: Times
  readonly act: (wish: Wish) => void
  /** A menu may be clicked long after it was drawn: what counts from the click asks for the time then. */
  readonly clock: () => Instant
}

/** A line that asks for something. */
export const ask = ({ act }: TrayWorld, label: string, wish: Wish | (() => Wish)): MenuLine => ({
  label,
  run: () => act(typeof wish === 'function' ? wish() : wish),
})

export const group = (label: string, lines: readonly Line[]): MenuLine => ({ label, lines })
