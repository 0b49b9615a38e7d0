import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { JoinReply, JoinRequest } from '../../src/core/sync/doors.ts'
import { CLOSE, HTTP_CODES, NACK_CODES } from '../../src/core/sync/limits.ts'
import { ClientFrame, HubFrame } from '../../src/core/sync/protocol.ts'

const SCHEMAS = new Map<string, z.ZodType>([
  ['client', ClientFrame],
  ['hub', HubFrame],
  ['join', JoinRequest],
  ['joined', JoinReply],
])

async function page(): Promise<{ text: string; examples: { kind: string; value: unknown }[] }> {
  const text = await readFile(new URL('../../docs/protocol.md', import.meta.url), 'utf8')
  const found = [...text.matchAll(/```json (\w+)\n([\s\S]*?)```/g)]
  return { text, examples: found.map(([, kind = '', body = '']) => ({ kind, value: JSON.parse(body) as unknown })) }
}

test('every example in the protocol page is what the schemas read, and every kind of message has one', async () => {
  const { examples } = await page()
  for (const { kind, value } of examples) expect(SCHEMAS.get(kind)?.parse(value)).toEqual(value)
  const typesOf = (kind: string) =>
    examples.flatMap(({ kind: of, value }) => (of === kind ? [(value as { t: string }).t] : []))
  expect(new Set(typesOf('client'))).toEqual(new Set(['hello', 'put', 'plan', 'doc', 'vote', 'item', 'bye', 'resync']))
  expect(new Set(typesOf('hub'))).toEqual(new Set(['welcome', 'sync', 'up', 'inbox', 'ack', 'nack', 'bye']))
})

test('every code that can come over the wire is on the page', async () => {
  const { text } = await page()
  for (const code of [...NACK_CODES, ...Object.keys(HTTP_CODES)]) expect(text).toContain(`\`${code}\``)
  for (const code of Object.values(CLOSE)) expect(text).toContain(String(code))
})
