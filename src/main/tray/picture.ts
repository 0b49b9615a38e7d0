/** What the tray icon shows and what its tooltip says. */
import type { TrayView } from '../../core/app/desired.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import type { TrayPicture } from '../ports.ts'
import { text } from '../text.ts'
import type { TrayWorld } from './lines.ts'

export function pictureOf({ session, me }: TrayView, world: TrayWorld): TrayPicture {
  const tooltip = [sentenceOf(session, me, world), muteWord(session, world)].filter((part) => part !== '').join(' · ')
  if (session === null) return { glyph: me.state, arc: null, tooltip, title: '' }
  const glyph = session.phase === 'paused' ? 'paused' : 'focusing'
  const title = world.state.system.platform === 'darwin' ? text('tray.title', { minutes: minutesLeft(session) }) : ''
  return { glyph, arc: shareLeft(session), tooltip, title }
}

/** The sentence at the head of the menu: without the minutes left, so that the menu is not built anew each minute. */
export function headOf({ session, me }: TrayView, world: TrayWorld): string {
  if (session?.phase !== 'running') return sentenceOf(session, me, world)
  const at = world.times.time(session.until)
  return session.title === ''
    ? text('availability.focusing.until', { at })
    : text('tray.focusing', { title: session.title, at })
}

function sentenceOf(session: SessionView | null, me: TrayView['me'], { times, now }: TrayWorld): string {
  if (session === null) {
    const { key, at } = sayAvailability(me)
    return at === null ? text(key) : text(key, { at: times.moment(at, now) })
  }
  const values = {
    left: times.length(minutesLeft(session) * MINUTE),
    at: times.time(session.until),
    title: session.title,
  }
  const what = session.phase === 'paused' ? 'paused' : 'focusing'
  return text(session.title === '' ? `tray.tooltip.${what}` : `tray.tooltip.${what}.titled`, values)
}

/** Says `not muted` only where the person wanted to be. */
function muteWord(session: SessionView | null, { state: { mute, settings } }: TrayWorld): string {
  if (mute.held && mute.problem !== 'undone') return text('tray.muted')
  const wanted = settings.mute === 'always' || (settings.mute === 'with' && session?.phase === 'running')
  return wanted ? text('tray.notMuted') : ''
}

const minutesLeft = ({ left }: SessionView): number => Math.ceil(left / MINUTE)

/** In whole minutes, so that the icon is drawn anew once a minute at most. */
function shareLeft(session: SessionView): number {
  const left = minutesLeft(session)
  const whole = Math.round((session.focused + session.left) / MINUTE)
  return Math.min(1, left / Math.max(1, left, whole))
}
