import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ClientFrame } from '../core/sync/protocol.ts'
import { quickHello, quickPut } from './quickRead.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('', 'a\u202Eb', 'line\nbreak', '\u0000', '\uD800', 'x'.repeat(32), 'x'.repeat(64)),
  fc.constantFrom('x'.repeat(33), 'x'.repeat(65), 'x'.repeat(140), 'x'.repeat(141), '👋🏽'.repeat(16)),
)
const instant = fc.oneof(
  fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
  fc.constantFrom(0, -0, -1, 1.5, 1e300, 8_640_000_000_000_000, 8_640_000_000_000_001, '5', null, true),
)
const zone = fc.constantFrom(
  'Europe/Lisbon',
  'UTC',
  'europe/paris',
  '+01:00',
  '',
  'Nowhere/Else',
  'x'.repeat(65),
  7,
  null,
)
const state = fc.constantFrom('available', 'focusing', 'together', 'away', 'off', 'unknown', '', 3, null)
const rule = fc.constantFrom(2, 3, 4, 5, 1, 6, '4', null, [4], 2.5)
const hlc = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.constantFrom('0'.repeat(15), 'G'.repeat(16), 'A'.repeat(16), `${'0'.repeat(16)}\n`, 5, null),
)
const id = fc.oneof(fc.integer({ min: 1 }), fc.constantFrom(0, -1, 1.5, Number.MAX_SAFE_INTEGER, 2 ** 53, '1', null))
const foreign = fc.constantFrom('title', '__proto__', 'toString', 'id', 'rule', 'until')

/** Some of the fields, in any order, now and then with one that does not belong there. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(fc.record(fields, { requiredKeys: [] }), fc.constantFrom(0, 0, 0, 1), foreign, fc.boolean())
    .map(([got, more, name, turned]) => {
      const pairs = [...Object.entries(got), ...(more === 1 ? [[name, 1] as const] : [])]
      return `{${(turned ? pairs.toReversed() : pairs).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`
    })
const written = (value: unknown): string => JSON.stringify(value)
const body = fc.oneof(
  some({ state, text, emoji: text, until: instant }),
  some({ rule, state, until: instant, zone, place: text }),
  fc.constantFrom('null', '[]', '5', '"x"', '{}', '[4]'),
)
const frame = fc
  .record({
    t: fc.constantFrom('put', 'put', 'put', 'plan', 'bye'),
    id,
    hlc,
    kind: fc.constantFrom('manual', 'presence', 'plan', null),
    body,
    more: fc.constantFrom('', '', '', ',"x":1', ',"__proto__":{"kind":"manual"}', ',"body":null'),
  })
  .map((f) => {
    const head = `"t":${written(f.t)},"id":${written(f.id)},"hlc":${written(f.hlc)},"kind":${written(f.kind)}`
    return `{${head},"body":${f.body}${f.more}}`
  })

const hello = fc
  .record({
    t: fc.constantFrom('hello', 'hello', 'hello', 'bye'),
    v: fc.constantFrom([1], [1], [1], [2], [1, 1], [1.5], [], 1, ['1'], null),
    device: fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,41}$/), fc.constantFrom('', 'd x', 'd_x\n', 5, null)),
    app: fc.oneof(text, fc.constantFrom('1.0.0', 'x'.repeat(40), 'x'.repeat(41), 5, null)),
    more: fc.oneof(
      fc.constantFrom('', '', ',"resume":"0123456789abcdef.7"', ',"resume":"0123456789ABCDEF.7"', ',"resume":null'),
      fc.constantFrom(
        ',"x":1',
        ',"__proto__":{"resume":"0123456789abcdef.7"}',
        ',"app":"y"',
        ',"v":[1]',
        ',"t":"hello"',
      ),
    ),
  })
  .map(({ t, v, device, app, more }) => {
    const head = `"t":${written(t)},"v":${written(v)},"device":${written(device)}`
    return `{${head},"app":${written(app)}${more}}`
  })

/** What an honest client says. */
const good = fc
  .record({
    id: fc.integer({ min: 1 }),
    hlc: fc.stringMatching(/^[0-9a-f]{16}$/),
    of: fc.constantFrom(
      { kind: 'manual', body: { state: 'away', text: 'Out for lunch', emoji: '🥪', until: 1_795_345_200_000 } },
      { kind: 'manual', body: { until: 1_795_345_200_000 } },
      { kind: 'manual', body: { text: 'é', until: 0 } },
      { kind: 'manual', body: null },
      { kind: 'presence', body: null },
      { kind: 'presence', body: { rule: 2, state: 'focusing', until: 5, zone: 'Europe/Lisbon', place: 'Home' } },
      { kind: 'presence', body: { rule: 3, state: 'together', until: 5, zone: 'UTC' } },
      { kind: 'presence', body: { rule: 4, zone: 'Asia/Kathmandu' } },
      { kind: 'presence', body: { rule: 5, state: 'away', zone: 'America/Lima', place: '' } },
    ),
  })
  .map(({ id: number, hlc: stamp, of }) => ({ t: 'put', id: number, hlc: stamp, ...of }))

describe('reading without the schemas', () => {
  test('whatever is read is what the schemas read, to the order of its fields', () => {
    let read = 0
    fc.assert(
      fc.property(frame, (said) => {
        const raw: unknown = JSON.parse(said)
        const quick = quickPut(raw)
        if (quick === null) return
        read += 1
        const strict = ClientFrame.safeParse(JSON.parse(said))
        expect(strict.success).toBe(true)
        expect(quick).toStrictEqual(strict.data)
        expect(JSON.stringify('body' in quick ? quick.body : null)).toBe(
          JSON.stringify(strict.data !== undefined && 'body' in strict.data ? strict.data.body : null),
        )
      }),
      { numRuns: 20_000 },
    )
    expect(read).toBeGreaterThan(200)
  })

  test('what an honest client says is read at once', () => {
    fc.assert(
      fc.property(good, (said) => {
        const raw: unknown = JSON.parse(JSON.stringify(said))
        expect(quickPut(raw)).toStrictEqual(ClientFrame.parse(raw))
      }),
    )
  })

  test('single faults are left to the schemas', () => {
    const honest = { t: 'put', id: 1, hlc: '0'.repeat(16), kind: 'manual', body: { text: 'x', until: 5 } }
    expect(quickPut(honest)).not.toBeNull()
    for (const fault of [
      { ...honest, team: 't' },
      { ...honest, body: { ...honest.body, title: 'secret' } },
      { ...honest, body: { text: 'x' } },
      { ...honest, body: { until: 5, text: 'x' } },
      { ...honest, body: { text: 'a\u202Eb', until: 5 } },
      { ...honest, body: { text: 'x'.repeat(141), until: 5 } },
      { ...honest, kind: 'presence' },
      { ...honest, hlc: 'x' },
      { ...honest, id: 0 },
      [honest],
      null,
    ])
      expect(quickPut(fault)).toBeNull()
  })

  test('a hello is read as the schemas read it, or left to them', () => {
    let read = 0
    fc.assert(
      fc.property(hello, (said) => {
        const raw: unknown = JSON.parse(said)
        const quick = quickHello(raw)
        if (quick === null) return
        read += 1
        expect(quick).toStrictEqual(ClientFrame.parse(JSON.parse(said)))
      }),
      { numRuns: 20_000 },
    )
    expect(read).toBeGreaterThan(200)
  })

  test('the hello of every app is read at once, and none of its faults is', () => {
    const plain = { t: 'hello', v: [1], device: 'd_x', app: '1.0.0' }
    const resumed = { ...plain, resume: '0123456789abcdef.42' }
    for (const honest of [plain, resumed]) {
      expect(quickHello(honest)).toStrictEqual(ClientFrame.parse(honest))
      for (const fault of [
        { ...honest, team: 't' },
        { ...honest, v: [] },
        { ...honest, v: [1, 2] },
        { ...honest, v: 1 },
        { ...honest, device: '' },
        { ...honest, device: 'd x' },
        { ...honest, device: 'd'.repeat(41) },
        { ...honest, app: 'x'.repeat(41) },
        { ...honest, resume: 'x' },
        { ...honest, resume: null },
        [honest],
        null,
      ])
        expect(quickHello(fault)).toBeNull()
    }
  })
})
