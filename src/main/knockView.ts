/** An urgent knock brings a small window of its own, which a mute cannot hold back; it goes when nothing urgent is open. */
import { newlyTold } from '../core/app/announceLetters.ts'
import type { State } from '../core/app/state.ts'
import { isUrgent, openLetters } from '../core/team/letters.ts'
import type { Loop } from './loop.ts'
import type { Stop, WindowsPort } from './ports.ts'

export function followKnocks(loop: Pick<Loop, 'subscribe'>, windows: Pick<WindowsPort, 'open' | 'close'>): Stop {
  return loop.subscribe((before, after) => {
    if (before.letters === after.letters) return
    // The keyboard stays where it is: somebody may be typing.
    if (newlyTold(before, after).some(isUrgent)) windows.open('knock', true)
    else if (hasUrgent(before) && !hasUrgent(after)) windows.close('knock')
  })
}

const hasUrgent = ({ letters }: State): boolean => openLetters(letters).some(isUrgent)
