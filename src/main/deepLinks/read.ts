/**
 * What a `tideline://` link asks for. Any web page can open one, so a link can do less than a person at the keyboard, and
 * what would take a guard away or speak to others is asked about first. Pure.
 */
import { z } from 'zod'
import { readWish, type Wish, WINDOWS } from '../../core/app/intent.ts'
import { CHOSEN_MODES } from '../../core/focus/modes.ts'
import { ManualStatus } from '../../core/sync/records.ts'
import { nextAt, readWallTime } from '../../core/time/parse.ts'
import { type Instant, MINUTE } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'

/** When and where the link is opened: `until=14:30` means the next time that this person's clock shows it. */
export interface LinkPlace {
  readonly now: Instant
  readonly zone: Zone
}

export interface LinkWish {
  readonly wish: Wish
  /** Whether the person is asked before it is granted. */
  readonly asks: boolean
}
/** `code` is one of the sentences `error.link_…`, or of a wish. */
export interface LinkProblem {
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
}

/** Longer than any link that makes sense; what is longer is not looked at. */
const LONGEST_LINK = 2_000
/** A link may mute for this long without a question; a working day without a notification is for the person to choose. */
const LONGEST_UNASKED = 4 * 60 * MINUTE

const minutes = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
const wallTime = z.string().max(16)

type Read = (place: LinkPlace, query: Readonly<Record<string, string>>) => LinkWish | LinkProblem

/** A link's name, what it takes, and what it means. Another name, and anything else in its query, is refused. */
function link<Shape extends z.ZodRawShape>(
  shape: Shape,
  mean: (query: z.infer<z.ZodObject<Shape, z.core.$strict>>, place: LinkPlace) => LinkWish | LinkProblem,
): Read {
  const schema = z.strictObject(shape)
  return (place, query) => {
    const read = schema.safeParse(query)
    if (read.success) return mean(read.data, place)
    const [issue] = read.error.issues
    const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.')
    return { code: 'link_bad_part', values: { field: field ?? '' } }
  }
}

const plain = (wish: Wish, asks = false): Read => link({}, () => ({ wish, asks }))
const isProblem = (read: object): read is LinkProblem => 'code' in read

const LINKS: Readonly<Record<string, Read>> = {
  focus: link(
    {
      minutes: minutes.optional(),
      until: wallTime.optional(),
      mode: z.enum(CHOSEN_MODES).optional(),
      title: z.string().optional(),
    },
    ({ mode, title, ...ends }, place) => {
      const end = endOf(ends, place)
      if (isProblem(end)) return end
      const more = { ...(mode && { mode }), ...(title !== undefined && { title }) }
      const length = end.until === undefined ? (end.minutes ?? 0) * MINUTE : end.until - place.now
      // What has no end may mute for longer than any length.
      return { wish: { type: 'focus.start', ...end, ...more }, asks: length > LONGEST_UNASKED || mode === 'flow' }
    },
  ),
  stop: plain({ type: 'focus.end' }, true),
  pause: plain({ type: 'focus.pause' }, true),
  break: plain({ type: 'focus.break' }, true),
  back: plain({ type: 'focus.skipBreak' }),
  resume: plain({ type: 'focus.resume' }),
  extend: link({ minutes }, ({ minutes: more }) => ({
    wish: { type: 'focus.extend', minutes: more },
    asks: more * MINUTE > LONGEST_UNASKED,
  })),
  interrupted: plain({ type: 'focus.interrupt' }),
  open: link({ window: z.enum(WINDOWS) }, ({ window }) => ({ wish: { type: 'window.open', window }, asks: false })),
  status: link(
    {
      state: ManualStatus.shape.state,
      text: ManualStatus.shape.text,
      emoji: ManualStatus.shape.emoji,
      minutes: minutes.optional(),
      until: wallTime.optional(),
    },
    ({ state, text, emoji, ...ends }, place) => {
      const end = endOf(ends, place)
      if (isProblem(end)) return end
      const until = end.until ?? (end.minutes === undefined ? null : place.now + end.minutes * MINUTE)
      if (until === null || (state ?? text ?? emoji) === undefined) return { code: 'link_status' }
      const words = { ...(state && { state }), ...(text && { text }), ...(emoji && { emoji }) }
      return { wish: { type: 'status.set', status: { ...words, until } }, asks: true }
    },
  ),
  clear: plain({ type: 'status.clear' }, true),
}

/** The names of all links, for the documentation's test. */
export const LINK_NAMES: readonly string[] = Object.keys(LINKS)

/** Reads a link; what is wrong with it is told by a code. Whatever it gives was checked by the schema of wishes too. */
export function readLink(text: string, place: LinkPlace): LinkWish | LinkProblem {
  if (text.length > LONGEST_LINK || !URL.canParse(text)) return { code: 'link_unreadable' }
  const url = new URL(text)
  const read = Object.hasOwn(LINKS, url.host) ? LINKS[url.host] : undefined
  const isBare = url.username === '' && url.password === '' && url.hash === '' && /^\/?$/.test(url.pathname)
  if (read === undefined || !isBare) return { code: 'link_unknown', values: { name: url.host.slice(0, 32) } }
  const pairs = [...url.searchParams]
  const query = Object.fromEntries(pairs)
  if (Object.keys(query).length !== pairs.length) return { code: 'link_twice' }
  const meant = read(place, query)
  return isProblem(meant) ? meant : checked(meant)
}

function checked({ wish, asks }: LinkWish): LinkWish | LinkProblem {
  const read = readWish(wish)
  if ('wish' in read) return { wish: read.wish, asks }
  return read.refusal.ok ? { code: 'link_unreadable' } : read.refusal
}

interface Ends {
  readonly minutes?: number | undefined
  readonly until?: string | undefined
}

/** Minutes, a time of the clock, or neither. */
function endOf(
  { minutes: length, until }: Ends,
  { now, zone }: LinkPlace,
): LinkProblem | { minutes?: number; until?: Instant } {
  if (length !== undefined && until !== undefined) return { code: 'link_two_ends' }
  if (until === undefined) return length === undefined ? {} : { minutes: length }
  const time = readWallTime(until)
  return time === null ? { code: 'link_bad_part', values: { field: 'until' } } : { until: nextAt(time, zone, now) }
}
