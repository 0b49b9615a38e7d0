/**
 * Cuts an iCalendar file into its components before the library reads them, each by itself: a broken event costs only
 * itself, attachments and descriptions are never parsed, and no depth of nesting reaches a recursion.
 */

export interface Pieces {
  /** What the calendar calls itself; empty where it does not. */
  readonly name: string
  /** The zone that floating times are meant in, where the file says so (X-WR-TIMEZONE); else empty. */
  readonly zone: string
  readonly events: readonly string[]
  readonly freeBusy: readonly string[]
  readonly timezones: readonly string[]
  /** Components that could not be cut out: one inside another of its kind, endless lines, no end. */
  readonly broken: number
  /** Whether there was any calendar in it. */
  readonly isCalendar: boolean
}

type Kind = 'VEVENT' | 'VFREEBUSY' | 'VTIMEZONE'

const KEPT_OF: Readonly<Record<Kind, ReadonlySet<string>>> = {
  VEVENT: new Set(
    'UID DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SUMMARY STATUS TRANSP SEQUENCE X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT'.split(
      ' ',
    ),
  ),
  VFREEBUSY: new Set(['FREEBUSY']),
  VTIMEZONE: new Set('TZID BEGIN END DTSTART TZOFFSETFROM TZOFFSETTO RRULE RDATE'.split(' ')),
}
/** Characters of one logical line: lists of dates may be long, nothing else that is kept is. */
const LONGEST_LINE = 4_000
const LONGEST_DATES = 400_000
/** Lines of one component: a zone with each change written out has a few hundred. */
const MOST_LINES = 5_000

interface Open {
  readonly kind: Kind
  readonly lines: string[]
  depth: number
  broken: boolean
}

export function cutPieces(text: string): Pieces {
  const found: Record<Kind, string[]> = { VEVENT: [], VFREEBUSY: [], VTIMEZONE: [] }
  const head = { name: '', zone: '', isCalendar: false, broken: 0 }
  const now: { open: Open | null } = { open: null }

  const close = (isWhole: boolean): void => {
    const { open } = now
    if (open === null) return
    if (isWhole && !open.broken) found[open.kind].push(wrap(open))
    else head.broken += 1
    now.open = null
  }
  const begin = (kind: string): void => {
    const { open } = now
    if (open !== null && open.kind !== kind) {
      open.depth += 1
      if (open.kind === 'VTIMEZONE' && open.depth === 1) open.lines.push(`BEGIN:${kind}`)
      return
    }
    close(false)
    if (kind === 'VCALENDAR') head.isCalendar = true
    if (isKind(kind)) now.open = { kind, lines: [], depth: 0, broken: false }
  }
  const end = (kind: string): void => {
    const { open } = now
    if (open === null) return
    if (kind === open.kind) return close(true)
    if (kind === 'VCALENDAR') return close(false)
    if (open.kind === 'VTIMEZONE' && open.depth === 1) open.lines.push(`END:${kind}`)
    open.depth = Math.max(0, open.depth - 1)
  }

  for (const line of logicalLines(text)) {
    const { name } = line
    if (name === 'BEGIN') begin(kindOf(line.text))
    else if (name === 'END') end(kindOf(line.text))
    else if (now.open === null) readHead(line, head)
    else keep(now.open, line)
  }
  close(false)
  return { ...head, events: found.VEVENT, freeBusy: found.VFREEBUSY, timezones: found.VTIMEZONE }
}

const isKind = (kind: string): kind is Kind => Object.hasOwn(KEPT_OF, kind)

const kindOf = (text: string): string =>
  text
    .slice(text.indexOf(':') + 1)
    .trim()
    .toUpperCase()
const wrap = ({ kind, lines }: Open): string => [`BEGIN:${kind}`, ...lines, `END:${kind}`].join('\r\n')

function readHead({ name, text }: Line, head: { name: string; zone: string }): void {
  const value = text.slice(text.indexOf(':') + 1).trim()
  if (name === 'X-WR-CALNAME' || (name === 'NAME' && head.name === '')) head.name = unescaped(value).slice(0, 80)
  if (name === 'X-WR-TIMEZONE') head.zone = value.slice(0, 64)
}

const unescaped = (value: string): string =>
  value.replace(/\\([nN,;\\])/g, (_all, mark: string) => (/n/i.test(mark) ? ' ' : mark))

function keep(open: Open, { name, text, isCut }: Line): void {
  const isInside = open.kind === 'VTIMEZONE' ? open.depth <= 1 : open.depth === 0
  if (!isInside || !KEPT_OF[open.kind].has(name)) return
  if (name === 'SUMMARY') return void open.lines.push(text)
  if (isCut || open.lines.length >= MOST_LINES) open.broken = true
  else open.lines.push(text)
}

interface Line {
  readonly name: string
  readonly text: string
  /** Longer than is kept. */
  readonly isCut: boolean
}

/** Unfolded (RFC 5545 section 3.1). Of a line that is too long only its start is ever copied. */
function* logicalLines(text: string): Generator<Line> {
  let parts: string[] = []
  let length = 0
  let most = LONGEST_LINE
  let isCut = false
  const add = (from: number, to: number): void => {
    const room = Math.max(0, most - length)
    if (to - from > room) isCut = true
    if (room > 0) parts.push(text.slice(from, Math.min(to, from + room)))
    length += to - from
  }
  const finish = (): Line | null => {
    const whole = parts.join('')
    const name = /^[A-Za-z0-9-]+/.exec(whole)?.[0].toUpperCase() ?? ''
    const line = name === '' ? null : { name, text: whole, isCut }
    parts = []
    length = 0
    isCut = false
    return line
  }
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\n', at)
    const stop = next === -1 ? text.length : next
    const end = text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop
    const first = text.charCodeAt(at)
    const isFolded = first === 32 || first === 9
    if (!isFolded) {
      const line = finish()
      if (line !== null) yield line
      most = /^(?:EXDATE|RDATE|FREEBUSY)/i.test(text.slice(at, at + 8)) ? LONGEST_DATES : LONGEST_LINE
    }
    add(isFolded ? at + 1 : at, end)
    at = stop + 1
  }
  const last = finish()
  if (last !== null) yield last
}
