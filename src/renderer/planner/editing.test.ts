import { describe, expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { changeOf, fieldsOf } from './editing.ts'

const nine = block('focus', '2026-11-26', '09:00', 90, { title: 'Draft', place: 'home' })

describe('the fields of a block', () => {
  test('are what its own wall clock shows', () => {
    expect(fieldsOf(nine)).toEqual({
      title: 'Draft',
      kind: 'focus',
      start: '09:00',
      end: '10:30',
      place: 'home',
      focus: {},
      fixed: null,
    })
    const abroad = block('open', '2026-11-26', '18:00', 60, { zone: 'Asia/Tokyo' })
    expect(fieldsOf(abroad)).toMatchObject({ start: '18:00', end: '19:00' })
  })

  test('untouched change nothing', () => expect(changeOf(nine, fieldsOf(nine))).toEqual({ change: {} }))

  test('change only what differs', () => {
    expect(changeOf(nine, { ...fieldsOf(nine), title: ' Draft two ', place: '' })).toEqual({
      change: { title: 'Draft two', place: '' },
    })
    expect(changeOf(nine, { ...fieldsOf(nine), end: '11:00' })).toEqual({ change: { minutes: 120 } })
    expect(changeOf(nine, { ...fieldsOf(nine), start: '08:00' })).toEqual({
      change: { start: '2026-11-26T08:00:00+00:00[Europe/Lisbon]', minutes: 150 },
    })
  })

  test('an end before the start is on the next day', () => {
    expect(changeOf(nine, { ...fieldsOf(nine), start: '22:00', end: '02:00' })).toMatchObject({
      change: { minutes: 240 },
    })
  })

  test('say what is wrong', () => {
    expect(changeOf(nine, { ...fieldsOf(nine), end: '09:00' })).toEqual({ problem: 'tooShort' })
    expect(changeOf(nine, { ...fieldsOf(nine), end: '' })).toEqual({ problem: 'noTime' })
    const autumn = block('rest', '2026-10-24', '23:00', 60, { zone: 'Europe/Berlin' })
    expect(changeOf(autumn, { ...fieldsOf(autumn), end: '22:59' })).toEqual({ problem: 'tooLong' })
  })

  test('a block in the second 02:30 of the night stays there while other fields change', () => {
    const second = { ...nine, start: '2026-10-25T02:30:00+01:00[Europe/Berlin]', minutes: 60 }
    expect(changeOf(second, { ...fieldsOf(second), end: '04:00' })).toEqual({ change: { minutes: 90 } })
  })
})
