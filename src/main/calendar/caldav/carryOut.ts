/** Carries out one order. Throws `CalendarProblem`. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { asSaveError, codeOf } from '../../files/errors.ts'
import { CalendarProblem } from '../problem.ts'
import { isOurs } from './event.ts'
import type { DavAnswers, DavOrder } from './order.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { davServer } from './server.ts'
import { asFile, readStore, writeStore } from './store.ts'

export async function carryOut(order: DavOrder): Promise<DavAnswers[DavOrder['kind']]> {
  const server = davServer(order.secret)
  switch (order.kind) {
    case 'discover':
      return server.discover()
    case 'make':
      await server.make(order.secret.url, order.name)
      return null
    case 'unmake':
      await server.remove(order.secret.url, '')
      return null
    case 'sync':
      return sync(order, server)
  }
}

async function sync(
  { secret: { url }, store: file, file: ics, whole, now, wanted }: Extract<DavOrder, { kind: 'sync' }>,
  server: ReturnType<typeof davServer>,
): Promise<DavAnswers['sync']> {
  const known = readStore(file)
  const fresh = await pull(server, url, known, whole)
  const { store, foreign } =
    wanted === null ? { store: fresh, foreign: [] } : await push({ server, url, now }, fresh, known, wanted)
  const text = asFile(store, isOurs)
  try {
    if (store !== known) writeStore(file, store)
    writeFileSync(ics, text, { mode: 0o600 })
  } catch (error) {
    if (codeOf(error) === '') throw error
    throw new CalendarProblem('calendar_not_saved', { cause: asSaveError(error) })
  }
  return { foreign, version: createHash('sha256').update(text).digest('hex').slice(0, 16) }
}
