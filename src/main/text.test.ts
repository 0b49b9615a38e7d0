import { createIntl } from '@formatjs/intl'
import { describe, expect, test } from 'vitest'
import messages from '../../resources/locales/en.json' with { type: 'json' }
import { sentence, text } from './text.ts'

const intl = createIntl({ locale: 'en', messages })
const keys = Object.keys(messages) as (keyof typeof messages)[]

describe('the catalogue', () => {
  test('holds only messages that can be read', () => {
    const wrong = keys.filter((key) => {
      try {
        return intl.formatters.getMessageFormat(messages[key], 'en').getAst().length === 0
      } catch {
        return true
      }
    })
    expect(wrong).toEqual([])
  })

  test('is sorted by key, so that two who add to it do not collide', () => {
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)))
  })
})

describe('a text', () => {
  test('gets its values', () => {
    expect(text('tray.team.more', { count: 2 })).toBe('and 2 more')
  })

  test('without a value that it needs fails a test', () => {
    expect(() => text('tray.team.more')).toThrow('count')
  })

  test('of an unknown code is named rather than hidden', () => {
    expect(sentence('error.never_heard_of')).toContain('never_heard_of')
    expect(sentence('error.not_focusing')).toBe('No focus session is running.')
  })
})
