import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { runningSession } from '../../src/core/app/running.ts'
import { app, line, NOW, say, sentence } from './app.ts'

const MINUTE = 60_000
describe('asking and doing', () => {
  test('a wish changes the state, and the status tells', async () => {
    const { control, loop } = await app()
    const answers = await say(
      control.path,
      line({ id: 1, do: { type: 'focus.start', minutes: 25, title: 'Draft' } }) + line({ id: 'two', ask: 'status' }),
    )
    expect(answers).toMatchObject([
      { id: 1, ok: true },
      {
        id: 'two',
        ok: true,
        value: {
          now: NOW,
          session: { phase: 'running', title: 'Draft', until: NOW + 25 * MINUTE, left: 25 * MINUTE },
          availability: { state: 'focusing', until: NOW + 25 * MINUTE, source: 'session' },
          mute: { mode: 'with', level: 'unsupported' },
        },
      },
    ])
    expect(runningSession(loop.state(), NOW)?.title).toBe('Draft')
  })

  test('the last line needs no newline', async () => {
    const { control } = await app()
    expect(await say(control.path, JSON.stringify({ id: 1, ask: 'team' }))).toMatchObject([
      { id: 1, ok: true, value: { teams: [] } },
    ])
  })

  test('a request in many pieces, in the middle of a letter, is one request', async () => {
    const { control, loop } = await app()
    const bytes = Buffer.from(line({ id: 1, do: { type: 'inbox.add', id: 'a', title: 'Zürich 🌊' } }))
    const socket = connect(control.path)
    for (const byte of bytes) {
      socket.write(Buffer.of(byte))
      await new Promise(setImmediate)
    }
    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    expect(JSON.parse(answer.toString())).toEqual({ id: 1, ok: true })
    expect(loop.state().inbox['a']?.title).toBe('Zürich 🌊')
  })

  test('the plan of a date, and blocks by the start of their id', async () => {
    const { control } = await app()
    const night = {
      id: 'night-1',
      kind: 'focus',
      title: 'Late',
      start: '2026-11-26T22:00:00+00:00[Europe/Lisbon]',
      minutes: 240,
    }
    const answers = await say(
      control.path,
      line({ id: 1, do: { type: 'plan.add', block: night } }) +
        line({ id: 2, ask: 'plan', date: '2026-11-27' }) +
        line({ id: 3, ask: 'plan', date: '2026-11-28' }) +
        line({ id: 4, ask: 'plan', block: 'nig' }),
    )
    expect(answers).toMatchObject([
      { ok: true },
      { value: { date: '2026-11-27', blocks: [{ id: 'night-1', minutes: 240 }] } },
      { value: { blocks: [] } },
      { value: { date: null, blocks: [{ id: 'night-1' }] } },
    ])
  })

  test('an errand answers with its value, and a refusal with a code and a sentence', async () => {
    const { control, errands } = await app({
      runErrand: async (errand) =>
        errand.type === 'team.invite' ? { ok: true, value: 'the-link' } : { ok: false, code: 'team_full' },
    })
    const answers = await say(
      control.path,
      line({ id: 1, do: { type: 'team.invite', team: 't' } }) +
        line({ id: 2, do: { type: 'team.join', invite: 'x', person: 'Ana' } }) +
        line({ id: 3, do: { type: 'focus.pause' } }),
    )
    expect(answers).toMatchObject([
      { id: 1, ok: true, value: 'the-link' },
      { id: 2, ok: false, code: 'team_full', message: sentence },
      { id: 3, ok: false, code: 'not_focusing', message: sentence },
    ])
    expect(errands.map(({ type }) => type)).toEqual(['team.invite', 'team.join'])
  })
})

describe('bad requests are answered and cost nothing', () => {
  const good = { id: 'b', kind: 'focus', title: '', start: '2026-11-26T09:00:00+00:00[Europe/Lisbon]', minutes: 60 }

  test.each([
    ['not JSON', 'hello there\n', { id: null, code: 'control_not_json' }],
    ['a web page', 'GET / HTTP/1.1\n', { id: null, code: 'control_not_json' }],
    ['no request', line([1, 2]), { id: null, code: 'control_bad_request' }],
    ['an unknown question', line({ id: 7, ask: 'secrets' }), { id: 7, code: 'control_bad_request' }],
    ['an unknown field', line({ id: 7, ask: 'status', to: '/etc' }), { id: 7, code: 'control_bad_request' }],
    ['a date that is none', line({ id: 7, ask: 'plan', date: '2026-02-30' }), { id: 7, code: 'bad_date' }],
    ['a report of the app itself', line({ id: 7, do: { type: 'team.left', team: 't' } }), { id: 7, code: 'bad_wish' }],
    [
      'a block of 0 minutes',
      line({ id: 7, do: { type: 'plan.add', block: { ...good, minutes: 0 } } }),
      { id: 7, code: 'block_too_short' },
    ],
    [
      'a block of 30 hours',
      line({ id: 7, do: { type: 'plan.add', block: { ...good, minutes: 1_800 } } }),
      { id: 7, code: 'block_too_long' },
    ],
    [
      'an unknown zone',
      line({
        id: 7,
        do: { type: 'plan.add', block: { ...good, start: '2026-11-26T09:00:00+00:00[Europe/Atlantis]' } },
      }),
      { id: 7, code: 'unknown_zone' },
    ],
    [
      'focus of 0 minutes',
      line({ id: 7, do: { type: 'focus.start', minutes: 0 } }),
      { id: 7, code: 'focus_too_short' },
    ],
  ])('%s', async (_name, bytes, refusal) => {
    const { control, loop } = await app()
    const before = loop.state()
    const answers = await say(control.path, bytes + line({ id: 'after', ask: 'status' }))
    expect(answers).toMatchObject([
      { ok: false, ...refusal, message: sentence },
      { id: 'after', ok: true },
    ])
    expect(loop.state()).toBe(before)
  })

  test('bytes that are no text', async () => {
    const { control } = await app()
    const answers = await say(
      control.path,
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a]), Buffer.from(line({ id: 1, ask: 'status' }))]),
    )
    expect(answers).toMatchObject([
      { ok: false, code: 'control_not_json' },
      { id: 1, ok: true },
    ])
  })

  test('a loop that throws is an answer too', async () => {
    const { control } = await app({
      runErrand: async () => {
        throw new TypeError('private detail')
      },
    })
    const answers = await say(control.path, line({ id: 1, do: { type: 'data.reveal' } }))
    expect(answers).toMatchObject([{ id: 1, ok: false, code: 'other', values: { code: 'TypeError' } }])
    expect(JSON.stringify(answers)).not.toContain('private detail')
  })
})

describe('limits', () => {
  test('a line over 64 KiB ends the conversation', async () => {
    const { control } = await app()
    const answers = await say(
      control.path,
      `{"id":1,"do":{"x":"${'a'.repeat(64 * 1024)}"}}\n${line({ id: 2, ask: 'status' })}`,
    )
    expect(answers).toMatchObject([{ id: null, ok: false, code: 'control_line_too_long' }])
  })

  test('a line that never ends is cut off before it ends', async () => {
    const { control } = await app()
    const answers = await say(control.path, 'a'.repeat(70 * 1024), { end: false })
    expect(answers).toMatchObject([{ ok: false, code: 'control_line_too_long' }])
  })

  test('half a line is not waited for', async () => {
    const { control } = await app({ limits: { halfLine: 20 } })
    expect(await say(control.path, '{"id":1,', { end: false })).toMatchObject([
      { ok: false, code: 'control_half_line' },
    ])
  })

  test('a connection held for nothing is closed', async () => {
    const { control } = await app({ limits: { idle: 20 } })
    expect(await say(control.path, line({ id: 1, ask: 'team' }), { end: false })).toMatchObject([{ id: 1, ok: true }])
  })

  test('a slow errand is not idleness', async () => {
    const { control } = await app({
      limits: { idle: 20 },
      runErrand: () => new Promise((resolve) => void setTimeout(() => resolve({ ok: true, value: 'late' }), 100)),
    })
    expect(await say(control.path, line({ id: 1, do: { type: 'mute.selfTest' } }))).toMatchObject([
      { ok: true, value: 'late' },
    ])
  })

  test('one connection too many is told so, and there is room again after one left', async () => {
    const { control } = await app({ limits: { connections: 2 } })
    const held = [connect(control.path), connect(control.path)]
    for (const socket of held) {
      socket.write(line({ id: 1, ask: 'team' }))
      await once(socket, 'data')
    }
    expect(await say(control.path, '')).toMatchObject([{ ok: false, code: 'control_busy' }])
    held[0]?.end()
    await once(held[0]!, 'close')
    expect(await say(control.path, line({ id: 2, ask: 'team' }))).toMatchObject([{ id: 2, ok: true }])
    held[1]?.destroy()
  })

  test('somebody who leaves in the middle costs nothing', async () => {
    const { control } = await app()
    const socket = connect(control.path)
    await once(socket, 'connect')
    socket.write(line({ id: 1, ask: 'status' }).repeat(50))
    socket.destroy()
    expect(await say(control.path, line({ id: 2, ask: 'team' }))).toMatchObject([{ id: 2, ok: true }])
  })
})
