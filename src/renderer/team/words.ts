/** What a row says of a teammate, in the viewer's times. */
import { useMemo } from 'react'
import { sayAvailability } from '../../core/availability/say.ts'
import type { Interval } from '../../core/planner/block.ts'
import type { SharedInterval } from '../../core/sync/records.ts'
import type { Marks } from '../../core/team/marks.ts'
import type { Standing } from '../../core/team/standing.ts'
import { cityOf } from '../../core/team/names.ts'
import type { Instant } from '../../core/time/instant.ts'
import { dateIn, offsetMinutes } from '../../core/time/zone.ts'
import { type MessageKey, useText, useTimes } from '../lib/intl.tsx'
import { useAllHere } from './all/allHere.ts'

export interface TeamWords {
  /** `focusing, back 14:30`, or `not known · as of 14:05`. */
  sentence(standing: Standing): string
  /** The same to begin a text with: `Focusing, back tomorrow 14:30`. */
  opening(standing: Standing): string
  /** For the right edge: `now`, `until 10:00`, `→ 11:30`, `11:00 by plan`; empty where nothing is known. */
  when(standing: Standing): string
  /** `09:06 Lagos`, with the weekday where it is another day there, without the city beside a team; empty where their zone is not known. */
  clock(standing: Standing): string
  /** In which team this row is, where the people of all are one list and no heading says it. */
  readonly team: ((row: string) => string) | null
  /** A ribbon as a sentence: `Ana’s day: focusing 07:00–08:00, available 08:00–12:00. Their day ends at 18:00.` */
  day(name: string, pieces: readonly SharedInterval[], marks: Marks, window: Interval, hasPlan: boolean): string
  /** `3 h ahead of you`. */
  difference(zone: string): string
}

type SayKey = Extract<MessageKey, `team.say.${string}`>

function sayKey(standing: Standing): { key: SayKey; at: Instant | null } {
  const { key, at } = sayAvailability(standing)
  return { key: `team.say.${key.slice('availability.'.length)}` as SayKey, at }
}

/** `now` may be a full minute that began: nothing here is finer. */
export function useTeamWords(now: Instant): TeamWords {
  const text = useText()
  const times = useTimes()
  const all = useAllHere()
  return useMemo(() => {
    const clocks = new Map<string, string>()
    return {
      sentence(standing) {
        const { asOf, byPlan, state } = standing
        // By plan, the right edge says when; here is room for how old the news is.
        const { key, at } = byPlan ? { key: `team.say.${state}` as const, at: null } : sayKey(standing)
        const said = text(key, at === null ? {} : { at: times.brief(at, now) })
        return asOf === null ? said : text('team.say.asOf', { said, at: times.brief(asOf, now) })
      },
      opening(standing) {
        const { key, at } = sayAvailability(standing)
        return text(key, at === null ? {} : { at: times.moment(at, now) })
      },
      when({ state, until, back, byPlan }) {
        if (state === 'available') return text('team.when.now')
        if (state === 'together') return until === null ? '' : text('team.when.until', { at: times.brief(until, now) })
        if (back === null) return ''
        return text(byPlan ? 'team.when.plan' : 'team.when.back', { at: times.brief(back, now) })
      },
      clock({ zone }) {
        if (zone === null) return ''
        const clock = clocks.get(zone) ?? clockIn(zone)
        clocks.set(zone, clock)
        return clock
      },
      day(name, pieces, { bands, seams }, window, hasPlan) {
        const span = ({ start, end, state }: SharedInterval): string =>
          text('team.ribbon.piece', {
            state: text(`ui.state.${state}`),
            start: start < window.start ? times.brief(start, now) : times.time(start),
            end: end > window.end ? times.brief(end, now) : times.time(end),
          })
        const said = pieces.map(span).join(', ')
        const marks = [
          ...bands.map(({ start, end }) =>
            text('team.ribbon.core', { start: times.time(start), end: times.time(end) }),
          ),
          ...seams.map(({ at, kind }) => text(`team.ribbon.${kind}`, { at: times.time(at) })),
        ]
        const none = text(hasPlan ? 'team.ribbon.nothing' : 'team.ribbon.noPlan', { name })
        return [pieces.length === 0 ? none : text('team.ribbon', { name, said }), ...marks].join(' ')
      },
      team: all?.inRows === true ? (id) => all.placeOf(id)?.team.name ?? '' : null,
      difference(zone) {
        const minutes = offsetMinutes(now, zone) - offsetMinutes(now, times.zone)
        const span = times.length(Math.abs(minutes) * 60_000)
        return minutes === 0
          ? text('team.detail.same')
          : text(minutes > 0 ? 'team.detail.ahead' : 'team.detail.behind', { span })
      },
    }

    /** Thousands share a few hundred clocks. */
    function clockIn(zone: string): string {
      const time = times.time(now, zone)
      const other = dateIn(now, zone) !== dateIn(now, times.zone)
      const day = other ? `${times.weekday(now, zone)} ` : ''
      // Beside a team's name there is no room for a city: the opened row says it.
      return all?.inRows === true
        ? `${day}${time}`
        : text('team.row.clock', { time: `${day}${time}`, city: cityOf(zone) })
    }
  }, [text, times, now, all])
}
