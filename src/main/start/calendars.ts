/** The calendars, loaded when there are any or the first is added: most of what they need is no part of a start. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sharedWindow } from '../../core/availability/cut.ts'
import { nextTry } from '../../core/calendar/calendar.ts'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { done, type Errand, type Outcome } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import type { Interval } from '../../core/planner/block.ts'
import { SECOND } from '../../core/time/instant.ts'
import type { Calendars } from '../calendar/calendars.ts'
import { log } from '../log.ts'
import type { Loop } from '../loop.ts'
import type { Clock, Stop, Vault } from '../ports.ts'
import type { Line } from './line.ts'

export interface LazyCalendars {
  run(errand: Exclude<Extract<Errand, { type: `calendar.${string}` }>, { type: 'calendar.publish' }>): Promise<Outcome>
  events(wanted: Interval): Promise<readonly SeenEvent[]>
  /** Refreshes what is due, from when the start is over until it is stopped. */
  follow(loop: Pick<Loop, 'state' | 'subscribe'>): Stop
}

export interface CalendarsParts {
  readonly line: Line
  readonly clock: Pick<Clock, 'now'>
  readonly vault: Pick<Vault, 'get' | 'set' | 'remove'>
  readonly dataDir: string
  /** The module of the thread that reads. */
  readonly reader: string | URL
  /** The module of the thread that speaks to CalDAV servers. */
  readonly server: string | URL
  readonly pickFile: () => Promise<string | null>
}

/** The first look of a start can wait: windows and teams come first. */
const SETTLED = 15 * SECOND

export function openCalendars(parts: CalendarsParts): LazyCalendars {
  const { line, clock } = parts
  let loading: Promise<Calendars> | null = null
  const load = (): Promise<Calendars> => (loading ??= loadCalendars(parts))
  const look = (state: State, before: State | null): void => {
    if (isDue(state, clock.now()) || hasOwnNews(state, before)) void load().then((calendars) => calendars.look())
  }

  return {
    async run(errand) {
      const calendars = await load()
      switch (errand.type) {
        case 'calendar.add':
          return calendars.add(errand)
        case 'calendar.pick': {
          const from = await parts.pickFile()
          return from === null ? done : calendars.add({ from })
        }
        case 'calendar.remove':
          return calendars.remove(errand.id, errand.there ?? false)
        case 'calendar.discover':
          return calendars.servers.discover(errand)
        case 'calendar.subscribe':
          return calendars.servers.subscribe(errand)
        case 'calendar.make':
          return calendars.servers.make(errand)
        case 'calendar.refresh':
          return calendars.refresh(errand.id)
      }
    },
    events: async (wanted) => (Object.keys(line.state().calendars).length === 0 ? [] : (await load()).events(wanted)),
    follow({ state, subscribe }) {
      let stop: Stop = () => {}
      const timer = setTimeout(() => {
        stop = subscribe((before, after) => look(after, before))
        look(state(), null)
      }, SETTLED)
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}

/** Whether what is to be in a calendar of ours may be another by now. */
function hasOwnNews(after: State, before: State | null): boolean {
  if (!Object.values(after.calendars).some(({ own }) => own !== undefined)) return false
  const names = ['plan', 'rhythm', 'calendars', 'system'] as const
  return before === null || names.some((name) => before[name] !== after[name])
}

function isDue({ calendars, system }: State, now: number): boolean {
  const all = Object.values(calendars)
  if (all.length === 0) return false
  const { end } = sharedWindow(now, system.zone)
  return all.some((calendar) => nextTry(calendar, end) <= now)
}

async function loadCalendars({ line, clock, vault, dataDir, reader, server }: CalendarsParts): Promise<Calendars> {
  try {
    const { createCalendars } = await import('../calendar/calendars.ts')
    const { copiesIn } = await import('../calendar/copies.ts')
    const { fetchIcs } = await import('../calendar/fetchIcs.ts')
    const { readerIn } = await import('../calendar/readInWorker.ts')
    const { davIn } = await import('../calendar/caldav/inWorker.ts')
    const copies = copiesIn(join(dataDir, 'calendars'))
    return createCalendars({
      line,
      clock,
      vault,
      copies,
      fetch: fetchIcs,
      read: readerIn(reader),
      dav: davIn(server),
      newId: randomUUID,
    })
  } catch (error) {
    log('cannot load the calendars', error)
    throw error
  }
}
