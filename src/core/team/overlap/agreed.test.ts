import { expect, test } from 'vitest'
import { DAY } from '../../time/instant.ts'
import { instantAt } from '../../time/zone.ts'
import { agreedTimes } from './agreed.ts'

const start = instantAt('2026-10-24', '00:00', 'UTC')
const window = { start, end: start + 4 * DAY }
const hours = (from: string, to: string, zone?: string) => ({
  days: [1, 2, 3, 4, 5],
  start: from,
  end: to,
  ...(zone === undefined ? {} : { zone }),
})
const spans = (intervals: readonly { start: number; end: number }[] | undefined): string[] =>
  (intervals ?? []).map(({ start: from, end }) =>
    [from, end].map((at) => new Date(at).toISOString().slice(8, 16)).join('–'),
  )

test('core hours without a zone are where they are core hours for everybody, on their own clocks', () => {
  const { core } = agreedTimes({ coreHours: [hours('10:00', '14:00')] }, ['Europe/Lisbon', 'Europe/Berlin'], window)
  // Europe went back an hour on the 25th, both zones at once.
  expect(spans(core)).toEqual(['26T10:00–26T13:00', '27T10:00–27T13:00'])
})

test('core hours of a zone are the same for everybody', () => {
  const coreHours = [hours('16:00', '17:00', 'America/Los_Angeles')]
  const { core } = agreedTimes({ coreHours }, ['Europe/Lisbon', 'Asia/Kathmandu'], window)
  expect(spans(core)).toEqual(['26T23:00–27T00:00', '27T23:00–28T00:00'])
})

test('without core hours none are preferred; no-meeting blocks of anybody are closed', () => {
  const { core, closed } = agreedTimes(
    { noMeetings: [hours('09:00', '10:00')] },
    ['Europe/Lisbon', 'Asia/Kathmandu'],
    window,
  )
  expect(core).toBeUndefined()
  expect(spans(closed).toSorted()).toEqual([
    '26T03:15–26T04:15',
    '26T09:00–26T10:00',
    '27T03:15–27T04:15',
    '27T09:00–27T10:00',
  ])
})
