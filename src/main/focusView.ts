/** The small focus view comes with a session and goes when the session was put away, if the person wants it so. */
import type { State } from '../core/app/state.ts'
import { viewSession } from '../core/focus/session.ts'
import type { Loop } from './loop.ts'
import type { Stop, WindowsPort } from './ports.ts'

/** A session that ran to its end stays in view until it is put away by hand: it says what came of it. */
export function followFocusView(
  loop: Pick<Loop, 'state' | 'subscribe'>,
  windows: Pick<WindowsPort, 'open' | 'close'>,
): Stop {
  if (wantsView(loop.state())) windows.open('focus', true)
  return loop.subscribe((before, after) => {
    if (before.session === after.session && before.settings === after.settings) return
    const isNew = openSession(before) !== openSession(after) || !before.settings.focusView
    if (wantsView(after)) isNew && windows.open('focus', true)
    else if (after.settings.focusView && before.session.current !== null && after.session.current === null)
      windows.close('focus')
  })
}

const wantsView = (state: State): boolean => state.settings.focusView && openSession(state) !== null

/** The session that runs or is paused. Whether its end has passed is for the loop to say, so any instant will do. */
function openSession({ session: { current } }: State): string | null {
  if (current === null) return null
  const view = viewSession(current, current[0].at)
  return view.phase === 'ended' ? null : view.id
}
