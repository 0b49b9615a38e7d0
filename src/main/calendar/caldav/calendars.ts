/** Calendars on a CalDAV server: found, subscribed to, made, and taken away again. */
import { randomBytes } from 'node:crypto'
import { type Calendar, NEVER_READ } from '../../../core/calendar/calendar.ts'
import { done, type Errand, type Outcome, refused } from '../../../core/app/intent.ts'
import { text } from '../../text.ts'
import { urlFrom } from '../address.ts'
import type { CalendarParts } from '../calendars.ts'
import { isHome } from '../http.ts'
import { type CalendarCode, CalendarProblem } from '../problem.ts'
import { type DavSecret, readSecret, serverFrom } from './account.ts'
import type { Dav } from './order.ts'
import { mayHaveIt } from './safeFetch.ts'

type Wished<Name extends 'discover' | 'subscribe' | 'make'> = Extract<Errand, { type: `calendar.${Name}` }>

export interface ServerCalendars {
  discover(wish: Wished<'discover'>): Promise<Outcome>
  subscribe(wish: Wished<'subscribe'>): Promise<Outcome>
  make(wish: Wished<'make'>): Promise<Outcome>
}

interface ServerParts extends Pick<CalendarParts, 'line' | 'vault' | 'dav' | 'newId'> {
  /** Brings a new calendar up to date. */
  readonly refresh: (calendar: Calendar) => Promise<Outcome>
  readonly secretName: (id: string) => string
}

export function serverCalendars({ line, vault, dav, newId, refresh, secretName }: ServerParts): ServerCalendars {
  /** Kept only if it could be read once. */
  async function keep(secret: DavSecret, more: Pick<Calendar, 'name' | 'means' | 'own'>): Promise<Outcome> {
    const others = Object.keys(line.state().calendars)
    if (others.some((id) => readSecret(vault.get(secretName(id)))?.url === secret.url)) return refused('calendar_same')
    const id = newId()
    vault.set(secretName(id), JSON.stringify(secret))
    const calendar: Calendar = { ...empty(id, secret.url), ...more }
    await line.dispatch({ type: 'calendar.added', calendar })
    const outcome = await refresh(calendar)
    if (outcome.ok) return { ok: true, value: id }
    await line.dispatch({ type: 'calendar.removed', id })
    vault.remove(secretName(id))
    return outcome
  }

  return {
    discover: (wish) =>
      orRefusal(async () => {
        const secret = secretFrom(wish)
        return { ok: true, value: JSON.stringify(await dav<'discover'>({ kind: 'discover', secret })) }
      }),
    subscribe: (wish) => orRefusal(() => keep(at(secretFrom(wish), wish.url), { name: wish.name, means: 'together' })),
    make: (wish) =>
      orRefusal(async () => {
        const folder = wish.home.endsWith('/') ? wish.home : `${wish.home}/`
        const url = urlFrom(`tideline-${randomBytes(6).toString('hex')}/`, folder)?.href ?? folder
        const secret = at(secretFrom(wish), url)
        const name = text('app.name')
        await dav<'make'>({ kind: 'make', secret, name })
        const outcome = await keep(secret, { name, means: 'nothing', own: { titles: wish.titles } })
        if (!outcome.ok) await unmake(dav, JSON.stringify(secret))
        return outcome
      }),
  }
}

/** Takes a calendar of ours away on its server. One that is gone already is as wished. */
export const unmake = (dav: Dav, kept: string | null): Promise<Outcome> =>
  orRefusal(async () => {
    const secret = readSecret(kept)
    if (secret === null) return refused('calendar_secret_lost')
    await dav<'unmake'>({ kind: 'unmake', secret })
    return done
  })

async function orRefusal(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    const code: CalendarCode = error instanceof CalendarProblem ? error.code : 'calendar_not_saved'
    return refused(code)
  }
}

/** A password goes in the clear at most through the person's own network. */
function secretFrom({ address, user, password }: Pick<Wished<'discover'>, 'address' | 'user' | 'password'>): DavSecret {
  const url = serverFrom(address)
  if (url === null) throw new CalendarProblem('caldav_bad_address')
  if (url.protocol === 'http:' && !isHome(url)) throw new CalendarProblem('caldav_plain')
  return { url: url.href, user, password }
}

/** The same account at a place that the server named: never at another server. */
function at(secret: DavSecret, place: string): DavSecret {
  const url = urlFrom(place)
  if (url === null || !mayHaveIt(new URL(secret.url), url)) throw new CalendarProblem('calendar_redirect')
  return { ...secret, url: url.href }
}

const empty = (id: string, url: string): Omit<Calendar, 'name' | 'means'> => ({
  id,
  source: { kind: 'caldav', host: new URL(url).host },
  ...NEVER_READ,
})
