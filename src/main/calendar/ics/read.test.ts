import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { instantAt, inZone } from '../../../core/time/zone.ts'
import { CalendarProblem } from '../problem.ts'
import { type CalendarRead, readIcs } from './read.ts'

const LISBON = 'Europe/Lisbon'
const between = (from: string, to: string) => ({
  start: instantAt(from, '00:00', LISBON),
  end: instantAt(to, '00:00', LISBON),
})
const AUTUMN = between('2026-10-22', '2026-11-10')

const file = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../tests/fixtures/ics/${name}.ics`, import.meta.url))

/** `title weight start/end`, as a clock in Lisbon shows it. */
function said({ events }: CalendarRead): string[] {
  const brief = (at: number): string => inZone(at, LISBON).slice(5, 16)
  return events.map(({ title, weight, start, end }) => `${title} ${weight} ${brief(start)}/${brief(end)}`)
}

const ics = (...lines: string[]): Uint8Array =>
  new TextEncoder().encode(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n'))
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
const read = (...lines: string[]): CalendarRead => readIcs(ics(...lines), AUTUMN, LISBON)

it('reads what Google publishes: an end of a series in UTC, exceptions, a moved and a cancelled occurrence', () => {
  const calendar = readIcs(file('google'), AUTUMN, 'Asia/Tokyo')
  expect(calendar).toMatchObject({ name: 'Work, Ines', skipped: 0 })
  expect(said(calendar)).toEqual([
    'New York busy 10-26T14:00/10-26T14:30',
    'Review, part 1 busy 10-27T09:00/10-27T09:30',
    'All Saints free 11-01T00:00/11-02T00:00',
    'New York, moved busy 11-02T18:00/11-02T19:00',
    'New York busy 11-09T15:00/11-09T15:30',
  ])
})

it('reads what Exchange publishes: a zone under a name of its own, days off, tentative and elsewhere', () => {
  expect(said(readIcs(file('outlook'), AUTUMN, LISBON))).toEqual([
    'Stand-up busy 10-22T08:00/10-22T08:15',
    'Stand-up busy 10-23T08:00/10-23T08:15',
    'Stand-up busy 10-24T08:00/10-24T08:15',
    'Stand-up busy 10-25T08:00/10-25T08:15',
    'Stand-up busy 10-26T08:00/10-26T08:15',
    'From home free 10-29T07:00/10-29T16:00',
    'Stand-up busy 10-29T08:00/10-29T08:15',
    'Perhaps tentative 10-29T13:00/10-29T14:00',
    'Stand-up busy 10-30T08:00/10-30T08:15',
    'Out of office out 11-02T00:00/11-04T00:00',
  ])
})

it('reads what Apple writes: an occurrence taken out by its date, floating time, attachments', () => {
  expect(said(readIcs(file('apple'), AUTUMN, LISBON))).toEqual([
    'School run busy 10-23T15:30/10-23T17:00',
    'School run, later busy 10-24T16:30/10-24T18:00',
    'Floating busy 10-25T08:00/10-25T08:45',
    'School run busy 10-25T15:30/10-25T17:00',
    'School run busy 10-27T15:30/10-27T17:00',
    'School run busy 10-28T15:30/10-28T17:00',
  ])
})

it('reads what Fastmail writes: no zones of its own, durations, a change of this and all later occurrences', () => {
  const calendar = readIcs(file('fastmail'), AUTUMN, LISBON)
  expect(calendar.name).toBe('Clinic')
  expect(said(calendar)).toEqual([
    'Series busy 10-26T10:00/10-26T11:00',
    'Last Saturday busy 10-30T20:00/10-30T21:00',
    'Series, later busy 11-02T11:30/11-02T12:00',
    'Series, later busy 11-09T11:30/11-09T12:00',
  ])
})

it('reads what Nextcloud writes: a night over the change of the clocks, birthdays, what was called off', () => {
  expect(said(readIcs(file('nextcloud'), AUTUMN, LISBON))).toEqual([
    'Through the night busy 10-24T22:00/10-25T03:00',
    'Birthday free 10-25T00:00/10-26T00:00',
    'Through the night busy 10-31T22:00/11-01T04:00',
  ])
})

it('counts a daily series from long ago from near the window, and the same', () => {
  const old = read(
    ...event('UID:1', 'DTSTART;TZID=Europe/Lisbon:19870101T070000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=3'),
  )
  const slow = read(
    ...event(
      'UID:1',
      'DTSTART;TZID=Europe/Lisbon:19870101T070000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=9999',
    ),
  )
  expect(old.events.length).toBeGreaterThan(5)
  expect(old.events).toEqual(slow.events)
})

it('takes the end of a series that is a date alone as the whole of that day', () => {
  const { events } = read(
    ...event('UID:1', 'DTSTART;TZID=Europe/Lisbon:20261024T180000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=20261026'),
  )
  expect(events).toHaveLength(3)
})

it('loses nothing but the event that is broken', () => {
  const good = event('UID:good', 'DTSTART:20261027T090000Z', 'DTEND:20261027T100000Z', 'SUMMARY:Good')
  const calendar = read(
    ...event('UID:1', 'DTSTART:yesterday', 'DTEND:20261027T100000Z'),
    ...event('UID:2', 'SUMMARY:No start'),
    ...event('UID:3', 'DTSTART:20261027T100000Z', 'DTEND:20261027T090000Z'),
    ...event('UID:4', 'DTSTART:20261027T090000Z', 'RRULE:FREQ=SOMETIMES'),
    ...event('UID:5', 'DTSTART:20261027T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY'),
    'BEGIN:VEVENT',
    'UID:6 without an end',
    ...good,
    'no colon in this line',
  )
  expect(said(calendar)).toEqual(['Good busy 10-27T09:00/10-27T10:00'])
  expect(calendar.skipped).toBe(6)
})

it('reads published free/busy, which has no titles', () => {
  const calendar = read(
    'BEGIN:VFREEBUSY',
    'FREEBUSY:20261027T090000Z/PT1H,20261027T120000Z/20261027T130000Z',
    'FREEBUSY;FBTYPE=FREE:20261027T140000Z/PT1H',
    'END:VFREEBUSY',
  )
  expect(said(calendar)).toEqual([' busy 10-27T09:00/10-27T10:00', ' busy 10-27T12:00/10-27T13:00'])
})

it('finds a zone behind a path that a producer put before its name', () => {
  const { events } = read(
    ...event('UID:1', 'DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20261027T180000', 'DURATION:PT1H'),
  )
  expect(events[0]?.start).toBe(instantAt('2026-10-27', '18:00', 'Asia/Tokyo'))
})

it('says what is no calendar', () => {
  const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>')
  expect(() => readIcs(page, AUTUMN, LISBON)).toThrow(new CalendarProblem('calendar_not_ics'))
  expect(readIcs(ics(), AUTUMN, LISBON)).toMatchObject({ events: [], skipped: 0 })
})

it('knows the names that Windows gives to zones, where no definition came along, and plain offsets', () => {
  const at = (tzid: string): string[] =>
    said(read(...event('UID:1', 'SUMMARY:x', `DTSTART;TZID="${tzid}":20261026T090000`, 'DURATION:PT1H')))
  expect(at('W. Europe Standard Time')).toEqual(['x busy 10-26T08:00/10-26T09:00'])
  expect(at('Eastern Standard Time')).toEqual(['x busy 10-26T13:00/10-26T14:00'])
  expect(at('GMT+0200')).toEqual(['x busy 10-26T07:00/10-26T08:00'])
  expect(at('(UTC-05:30) Somewhere, Else')).toEqual(['x busy 10-26T14:30/10-26T15:30'])
  // Nobody knows it: taken for the person's own.
  expect(at('Customized Time Zone')).toEqual(['x busy 10-26T09:00/10-26T10:00'])
})

it('takes a timed occurrence as replaced where it is named by its date alone', () => {
  const series = ['UID:1', 'SUMMARY:x', 'DTSTART;TZID=Europe/Lisbon:20261026T090000', 'DURATION:PT1H']
  const one = ['UID:1', 'SUMMARY:y', 'RECURRENCE-ID;VALUE=DATE:20261027', 'DTSTART;TZID=Europe/Lisbon:20261027T120000']
  expect(said(read(...event(...series, 'RRULE:FREQ=DAILY;COUNT=2'), ...event(...one, 'DURATION:PT1H')))).toEqual([
    'x busy 10-26T09:00/10-26T10:00',
    'y busy 10-27T12:00/10-27T13:00',
  ])
})

it('moves whole days on by days, over a change of the clocks too', () => {
  const series = ['UID:1', 'SUMMARY:x', 'DTSTART;VALUE=DATE:20261023', 'RRULE:FREQ=DAILY;COUNT=4']
  const later = [
    'UID:1',
    'SUMMARY:y',
    'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261024',
    'DTSTART;VALUE=DATE:20261025',
  ]
  expect(said(read(...event(...series), ...event(...later)))).toEqual([
    'x busy 10-23T00:00/10-24T00:00',
    'y busy 10-25T00:00/10-26T00:00',
    'y busy 10-26T00:00/10-27T00:00',
    'y busy 10-27T00:00/10-28T00:00',
  ])
})

it('reads a whole day of Outlook that was written with times', () => {
  const calendar = read(
    ...event('UID:1', 'DTSTART:20261026T000000Z', 'DTEND:20261027T000000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'),
  )
  expect(calendar.events).toMatchObject([{ allDay: true }])
})

it('takes an added date that says itself how long it lasts', () => {
  const dates = 'RDATE;VALUE=PERIOD:20261027T090000Z/PT3H,20261028T090000Z/20261028T093000Z'
  expect(said(read(...event('UID:1', 'SUMMARY:x', 'DTSTART:20261026T090000Z', 'DURATION:PT1H', dates)))).toEqual([
    'x busy 10-26T09:00/10-26T10:00',
    'x busy 10-27T09:00/10-27T12:00',
    'x busy 10-28T09:00/10-28T09:30',
  ])
})
