/** What is asked of all that left the device in the course of a life that was full of things that are nobody's business. */
import { hostname, userInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { ClientFrame } from '../../src/core/sync/protocol.ts'
import { ALLOWED_HEADERS, forbiddenFields, nameOf, PLACE_FIELD } from './allowed.ts'
import { type Life, ZONE } from './life.ts'
import { OPCODE } from './spoken.ts'
import { intervalOf, personal, rest, SECRETS, SHARED_PLACE } from './things.ts'

const framesOf = (life: Life) => life.tap.frames().map(({ text }): unknown => JSON.parse(text))

/** Told of one life when it is over; `name` is the person's. */
export function describeAllThatLeft(name: string, lifeNow: () => Life): void {
  describe('of all that left the device', () => {
    test('every frame is one of the protocol and holds allowed fields only', () => {
      const life = lifeNow()
      const frames = framesOf(life)
      const seen = new Set(frames.map(nameOf))
      expect([...seen].toSorted()).toEqual(['bye', 'hello', 'item send', 'plan', 'put manual', 'put presence'])
      let placed = 0
      for (const frame of frames) {
        expect(ClientFrame.safeParse(frame).error).toBeUndefined()
        const hasPlace = forbiddenFields(nameOf(frame), frame).includes(PLACE_FIELD)
        placed += hasPlace ? 1 : 0
        expect(forbiddenFields(nameOf(frame), frame, [PLACE_FIELD])).toEqual([])
      }
      expect(placed).toBe(1)
      expect(life.tap.rest()).toBe(0)
    })

    test('requests have allowed fields and headers only', () => {
      const life = lifeNow()
      for (const { method, path, headers, body } of life.tap.requests()) {
        expect(Object.keys(headers).filter((name) => !ALLOWED_HEADERS.includes(name))).toEqual([])
        expect(forbiddenFields(`${method} ${path}`, body === '' ? {} : (JSON.parse(body) as unknown))).toEqual([])
      }
    })

    test('pings and pongs carry the hub’s clock at most', () => {
      const life = lifeNow()
      for (const { opcode, text } of life.tap.controlFrames()) {
        expect([OPCODE.ping, OPCODE.pong, OPCODE.close]).toContain(opcode)
        if (opcode !== OPCODE.close) expect(text).toMatch(/^\d{0,16}$/)
      }
    })

    test('no private word, kind, time, path or name of the computer is among it', () => {
      const life = lifeNow()
      const everything = life.tap.everything()
      expect(everything).toContain('School run, back soon')
      expect(SECRETS.length).toBeGreaterThan(15)
      for (const word of SECRETS) {
        expect(everything).not.toContain(word)
        expect(everything).not.toContain(Buffer.from(word).toString('base64url').slice(2, -2))
      }
      const others = [
        userInfo().homedir,
        life.dataDir,
        'personal',
        '"rest',
        'energy',
        'title',
        '"note',
        'interrupt',
        'visit',
        'urgent',
        'outcome',
        'User-Agent',
      ]
      for (const word of others) expect(everything).not.toContain(word)
      expect(everything).not.toMatch(/\/(?:tmp|home|root|Users|var|usr)\//)
    })

    test('no text in it names the computer or its user', () => {
      const life = lifeNow()
      const messages = [
        ...framesOf(life),
        ...life.tap.requests().flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body) as unknown])),
      ]
      const words = new Set(
        messages.flatMap((message) => textsIn(message)).flatMap((text) => text.toLowerCase().split(/[^\p{L}\d.-]+/u)),
      )
      expect(words).toContain('lisbon')
      expect(words).not.toContain(hostname().toLowerCase())
      expect(words).not.toContain(userInfo().username.toLowerCase())
    })

    test('no interval begins or ends where a private block does', () => {
      const life = lifeNow()
      const everything = life.tap.everything()
      for (const [block, time] of [
        [personal, '12:07'],
        [personal, '15:13'],
        [rest, '18:11'],
      ] as const) {
        const { start, end } = intervalOf(block, time, '')
        expect(everything).not.toContain(String(start))
        expect(everything).not.toContain(String(end))
      }
    })

    test('all of it went to the hub: no process of the app spoke to anybody else', () => {
      const life = lifeNow()
      expect([...life.peers]).toEqual([`127.0.0.1:${life.tap.port}`])
    })

    test('the hub wrote no word of it into its log', () => {
      const life = lifeNow()
      const log = life.hub.output()
      expect(log).toContain('TIDELINE_HUB')
      for (const word of [
        ...SECRETS,
        SHARED_PLACE,
        name,
        'School run',
        ZONE,
        'dt_',
        life.invite.split('.').at(-1) ?? '',
      ])
        expect(log).not.toContain(word)
    })
  })
}

/** The texts of a message, but for those that are random: short words occur in them by chance. */
function textsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string')
    return ['invite', 'device', 'hlc', 'resume', 'item', 'to'].includes(name) ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, entry]) => textsIn(entry, inner))
}
