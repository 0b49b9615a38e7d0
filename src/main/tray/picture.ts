/** What the tray icon shows and what its tooltip says. */
import type { TrayView } from '../../core/app/desired.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE, SECOND } from '../../core/time/instant.ts'
import type { TrayPicture } from '../ports.ts'
import { text } from '../text.ts'
import type { TrayWorld } from './lines.ts'

export function pictureOf({ session, me }: TrayView, world: TrayWorld): TrayPicture {
  const tooltip = [sentenceOf(session, me, world), muteWord(session, world)].filter((part) => part !== '').join(' · ')
  if (session === null) return { glyph: me.state, arc: null, tooltip, title: '' }
  const glyph = session.phase === 'paused' ? 'paused' : 'focusing'
  const title = world.state.system.platform === 'darwin' ? titleOf(session, world) : ''
  return { glyph, arc: shareLeft(session, world), tooltip, title }
}

/** The sentence at the head of the menu: without the minutes left, so that the menu is not built anew each minute. */
export function headOf({ session, me }: TrayView, world: TrayWorld): string {
  if (session?.phase !== 'running') return sentenceOf(session, me, world)
  const at = world.times.time(session.until)
  return session.title === ''
    ? text('availability.focusing.until', { at })
    : text('tray.focusing', { title: session.title, at })
}

function sentenceOf(session: SessionView | null, me: TrayView['me'], world: TrayWorld): string {
  const { times, now } = world
  if (session === null) {
    const { key, at } = sayAvailability(me)
    return at === null ? text(key) : text(key, { at: times.moment(at, now) })
  }
  const values = {
    left: countsSeconds(session, world)
      ? text('tray.left.seconds', { seconds: secondsLeft(session) })
      : times.length(minutesLeft(session) * MINUTE),
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
const secondsLeft = ({ left }: SessionView): number => Math.ceil(left / SECOND)

/** Only in the last minute, and only for who asked for it. */
const countsSeconds = ({ left, phase }: SessionView, { state }: TrayWorld): boolean =>
  state.settings.trayCountdown && phase === 'running' && left <= MINUTE

const titleOf = (session: SessionView, world: TrayWorld): string =>
  countsSeconds(session, world)
    ? text('tray.title.seconds', { seconds: secondsLeft(session) })
    : text('tray.title', { minutes: minutesLeft(session) })

/** In whole minutes, so that the icon is drawn anew once a minute at most; in the last one by seconds, of that minute. */
function shareLeft(session: SessionView, world: TrayWorld): number {
  if (countsSeconds(session, world)) return secondsLeft(session) / 60
  const left = minutesLeft(session)
  const whole = Math.round((session.focused + session.left) / MINUTE)
  return Math.min(1, left / Math.max(1, left, whole))
}
