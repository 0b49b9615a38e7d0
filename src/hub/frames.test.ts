import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHubFrame } from '../core/sync/protocol.ts'
import { textBefore, textFrame, welcomeText } from './frames.ts'

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
const hlc = fc.option(fc.stringMatching(/^[0-9a-f]{16}$/))
const name = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.constantFrom('"', '\\', 'é👋🏽', '</x>'))
  .filter((text) => /\S/.test(text) && /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u.test(text))
const welcome = fc.record(
  {
    me: id,
    team: fc.record({ id, name }),
    now: fc.nat(),
    epoch: fc.stringMatching(/^[0-9a-f]{16}$/),
    ping: fc.integer({ min: 1 }),
    silent: fc.integer({ min: 1 }),
    held: fc.record({ presence: hlc, manual: hlc, plan: hlc }),
    rotate: fc.boolean(),
  },
  { requiredKeys: ['me', 'team', 'now', 'epoch', 'ping', 'silent', 'held'] },
)

test('a welcome says what a general writer would say', () => {
  fc.assert(
    fc.property(welcome, (said) => {
      expect(welcomeText(said)).toBe(JSON.stringify({ t: 'welcome', v: 1, ...said }))
      expect(readHubFrame(welcomeText(said))).toEqual({ t: 'welcome', v: 1, ...said })
    }),
  )
})

test('frames in one piece are the same bytes as one after the other', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.string({ maxLength: 200 })),
      (text, more) => {
        const others = more.map(textFrame)
        expect(textBefore(text, others)).toEqual(Buffer.concat([textFrame(text), ...others]))
      },
    ),
  )
})
