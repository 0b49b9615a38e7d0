/** The tray's lines for what others read: a few ready statuses, each with an end. */
import type { ManualStatus } from '../../core/sync/records.ts'
import { HOUR, type Instant, MINUTE } from '../../core/time/instant.ts'
import { addDays, dateIn, dayStart } from '../../core/time/zone.ts'
import { type MessageKey, text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

interface Preset {
  readonly label: MessageKey
  readonly state: NonNullable<ManualStatus['state']>
  /** Own words that go with it. */
  readonly words?: { readonly text: MessageKey; readonly emoji: string }
  readonly until: (now: Instant, zone: string) => Instant
}

const inAnHour = (now: Instant): Instant => now + HOUR
const PRESETS: readonly Preset[] = [
  { label: 'tray.status.available', state: 'available', until: inAnHour },
  { label: 'tray.status.together', state: 'together', until: inAnHour },
  { label: 'tray.status.away', state: 'away', until: (now) => now + 30 * MINUTE },
  { label: 'tray.status.meal', state: 'away', words: { text: 'tray.status.meal.words', emoji: '🍲' }, until: inAnHour },
  { label: 'tray.status.off', state: 'off', until: (now, zone) => dayStart(addDays(dateIn(now, zone), 1), zone) },
]

export function statusLine(world: TrayWorld): Line {
  const presets = PRESETS.map((preset) =>
    ask(world, text(preset.label), () => ({ type: 'status.set', status: statusOf(preset, world) })),
  )
  return group(text('tray.status'), [...current(world), ...presets])
}

function statusOf({ state, words, until }: Preset, { clock, state: { system } }: TrayWorld): ManualStatus {
  const told = words === undefined ? {} : { text: text(words.text), emoji: words.emoji }
  return { state, ...told, until: until(clock(), system.zone) }
}

/** What is set now, and how to clear it. */
function current(world: TrayWorld): readonly Line[] {
  const { status } = world.state
  if (status === null || world.now >= status.until) return []
  const until = { at: world.times.moment(status.until, world.now) }
  const said = status.state === undefined ? [] : [text(`availability.${status.state}`)]
  const own = [status.emoji, status.text].filter(Boolean).join(' ')
  const what = [...said, ...(own === '' ? [] : [own])].join(' · ')
  return [
    { label: text('tray.status.now', { what, ...until }) },
    ask(world, text('tray.status.clear'), { type: 'status.clear' }),
    'separator',
  ]
}
