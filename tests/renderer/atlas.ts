/** A team to look at, 26 November 2026, 09:06 in Lisbon. */
import { screen, within } from '@testing-library/react'
import type { LinkSlice, State, TeamSlice } from '../../src/core/app/state.ts'
import type { Person } from '../../src/core/sync/records.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { stateWith, teamWith } from '../fakes/state.ts'
import type { Shown } from './screen.tsx'

export const ZONE = 'Europe/Lisbon'
export const at = (time: string, date = '2026-11-26'): number => instantAt(date, time, ZONE)
export const NOW = at('09:06')

export const person = (id: string, name: string, over: Partial<Person> = {}): Person => ({
  id,
  name,
  live: true,
  gone: null,
  presence: { rule: 4, zone: ZONE },
  manual: null,
  plan: null,
  asOf: at('09:05'),
  ...over,
})
export const planned = (zone: string, ...spans: [number, number, 'available' | 'focusing' | 'together'][]) => ({
  zone,
  intervals: spans.map(([start, end, state]) => ({ start, end, state })),
})

export const ana = person('ana', 'Ana Duarte', { plan: planned(ZONE, [at('08:00'), at('12:00'), 'available']) })
export const ben = person('ben', 'Ben Okafor', {
  presence: { rule: 2, state: 'focusing', until: at('14:30'), zone: 'Africa/Lagos', place: 'coworking' },
})
export const chiara = person('chiara', 'Chiara Rossi', {
  presence: { rule: 4, zone: 'Asia/Taipei' },
  plan: planned('Asia/Taipei', [at('06:00', '2026-11-27'), at('08:00', '2026-11-27'), 'available']),
})
export const dev = person('dev', 'Dev Patel', {
  live: false,
  gone: 'lost',
  asOf: at('07:40'),
  plan: planned('Asia/Kathmandu', [at('08:00'), at('10:00'), 'focusing'], [at('11:00'), at('12:00'), 'available']),
})
export const TEAM = [ana, ben, chiara, dev]

export const online: LinkSlice = { status: 'online', reason: null, since: at('08:00'), publishedAt: at('09:05') }
export const team = (over: Partial<TeamSlice> = {}): TeamSlice =>
  teamWith(at('08:00'), { team: 't1', name: 'Team Atlas', link: online, ...over })
export function atlas(people: readonly Person[], over: Partial<TeamSlice> = {}): State {
  const state = stateWith({
    teams: { t1: team(over) },
    rosters: { t1: Object.fromEntries(people.map((one) => [one.id, one])) },
  })
  return { ...state, settings: { ...state.settings, name: 'Noor', clock: '24' } }
}
export const news = ({ bridge }: Shown, ...set: Person[]) =>
  bridge.report({ type: 'roster.report', team: 't1', name: 'Team Atlas', full: false, set, gone: [] })
export const linkIs = ({ bridge }: Shown, link: Partial<LinkSlice>) =>
  bridge.report({ type: 'link.report', team: 't1', link: { ...online, ...link } })

export const row = (name: string): HTMLElement => screen.getByRole('button', { name })
/** What a screen reader adds to the name of a row. */
export const described = (name: string): string =>
  (row(name).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(', ')
/** The list as it reads from top to bottom: headings and names. */
export const listed = (): string[] =>
  within(screen.getByRole('list', { name: 'People' }))
    .queryAllByRole('listitem')
    .map((item) => item.querySelector('h2, button')?.firstChild?.textContent ?? '')
