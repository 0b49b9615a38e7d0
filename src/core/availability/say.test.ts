import { expect, test } from 'vitest'
import messages from '../../../resources/locales/en.json'
import { AVAILABILITY_STATES } from '../sync/records.ts'
import { sayAvailability } from './say.ts'

test('who can be reached is said until when, who cannot from when on', () => {
  expect(sayAvailability({ state: 'available', until: 5, back: null })).toEqual({
    key: 'availability.available.until',
    at: 5,
  })
  expect(sayAvailability({ state: 'focusing', until: 5, back: 9 })).toEqual({
    key: 'availability.focusing.back',
    at: 9,
  })
  expect(sayAvailability({ state: 'focusing', until: 5, back: null })).toEqual({
    key: 'availability.focusing.until',
    at: 5,
  })
  expect(sayAvailability({ state: 'off', until: null, back: null })).toEqual({ key: 'availability.off', at: null })
})

test('an unknown state has no end that anybody could promise', () =>
  expect(sayAvailability({ state: 'unknown', until: 5, back: null })).toEqual({
    key: 'availability.unknown',
    at: null,
  }))

test('each sentence is in the catalogue', () => {
  for (const state of AVAILABILITY_STATES) {
    for (const [until, back] of [
      [null, null],
      [5, null],
      [5, 9],
      [null, 9],
    ] as const) {
      expect(messages).toHaveProperty([sayAvailability({ state, until, back }).key])
    }
  }
})
