import { expect, test, vi } from 'vitest'
import type { LinkEvent } from '../../core/sync/link.ts'
import { openWireLater } from './laterWire.ts'

const target: Parameters<typeof openWireLater>[0] = {
  url: 'http://127.0.0.1:1',
  token: 't',
  hello: { t: 'hello', v: [1], device: 'd_1', app: 'tideline' },
}
const heard = (): { events: LinkEvent[]; tell: (event: LinkEvent) => void } => {
  const events: LinkEvent[] = []
  return { events, tell: (event) => void events.push(event) }
}

test('an address that is none is told at once, as a reason of its own', async () => {
  const { events, tell } = heard()
  const wire = openWireLater({ ...target, url: 'http://[' }, tell)
  await vi.waitFor(() => expect(events).toEqual([{ type: 'failed', reason: 'bad_address' }]))
  wire.send({ t: 'bye', why: 'quit' })
  await wire.ended(1)
  wire.drop()
})

test('what keeps it from being started at all is told too, and nobody who was dropped hears of it', async () => {
  const { events, tell } = heard()
  openWireLater(target, tell, Promise.reject(new Error('missing')))
  openWireLater(target, tell, Promise.reject(new Error('missing'))).drop()
  await vi.waitFor(() => expect(events).toEqual([{ type: 'failed', reason: 'not_started' }]))
})
