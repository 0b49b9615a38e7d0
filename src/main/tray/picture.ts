/** What the tray icon shows and what its tooltip says. */
import type { TrayView } from '../../core/app/desired.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import { faceOf } from '../../core/focus/face.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import type { TrayPicture } from '../ports.ts'
import { text } from '../text.ts'
import { askWord } from './asks.ts'
import type { TrayWorld } from './lines.ts'

export function pictureOf({ session, me }: TrayView, world: TrayWorld): TrayPicture {
  const tooltip = [sentenceOf(session, me, world), askWord(session, world), muteWord(session, world)]
    .filter((part) => part !== '')
    .join(' · ')
  if (session === null) return { glyph: me.state, arc: null, tooltip, title: '' }
  const glyph = GLYPHS[session.phase] ?? me.state
  const title = world.state.system.platform === 'darwin' ? titleOf(session, world) : ''
  return { glyph, arc: shareLeft(session, world), tooltip, title }
}

/** In a break others read the plan, and so does the icon. */
const GLYPHS: Readonly<Record<string, TrayPicture['glyph']>> = { running: 'focusing', paused: 'paused' }

/** The sentence at the head of the menu: without the minutes left, so that the menu is not built anew each minute. */
export function headOf({ session, me }: TrayView, world: TrayWorld): string {
  const until = session?.stretch.until ?? null
  if (session === null || session.phase === 'paused') return sentenceOf(session, me, world)
  if (until === null) return text(session.title === '' ? 'tray.flow' : 'tray.flow.titled', { title: session.title })
  const at = world.times.time(until)
  if (session.phase === 'break') return text('tray.break', { at })
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
  const until = session.stretch.until
  const values = {
    left: countsSeconds(session, world)
      ? text('tray.left.seconds', { seconds: faceOf(session).seconds })
      : times.length(faceOf(session).minutes * MINUTE),
    at: until === null ? '' : times.time(until),
    title: session.title,
  }
  if (session.phase === 'break') return text('tray.tooltip.break', values)
  const what = session.phase === 'paused' ? 'paused' : until === null ? 'flow' : 'focusing'
  return text(session.title === '' ? `tray.tooltip.${what}` : `tray.tooltip.${what}.titled`, values)
}

/** Says `not muted` only where the person wanted to be. */
function muteWord(session: SessionView | null, { state: { mute, settings } }: TrayWorld): string {
  if (mute.held && mute.problem !== 'undone') return text('tray.muted')
  const isMuting = session?.phase === 'running' && session.mutes
  const wanted = settings.mute === 'always' || (settings.mute === 'with' && isMuting)
  return wanted ? text('tray.notMuted') : ''
}

/** Only in the last minute, and only for who asked for it. */
const countsSeconds = ({ stretch: { left }, phase }: SessionView, { state }: TrayWorld): boolean =>
  state.settings.trayCountdown && (phase === 'running' || phase === 'break') && left !== null && left <= MINUTE

const titleOf = (session: SessionView, world: TrayWorld): string =>
  countsSeconds(session, world)
    ? text('tray.title.seconds', { seconds: faceOf(session).seconds })
    : text('tray.title', { minutes: faceOf(session).minutes })

/** In whole minutes, so that the icon is drawn anew once a minute at most; in the last one by seconds, of that minute. None where it is open. */
function shareLeft(session: SessionView, world: TrayWorld): number | null {
  const { left, total, minutes, seconds } = faceOf(session)
  if (left === null || total === null) return null
  if (countsSeconds(session, world)) return seconds / 60
  return Math.min(1, minutes / Math.max(1, minutes, Math.round(total / MINUTE)))
}
