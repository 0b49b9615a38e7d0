/** `/metrics` for Prometheus, on a listener of its own. Counts only: no names, no teams, no addresses. */
import { createServer } from 'node:http'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { ListenAddress } from './address.ts'
import type { Hub } from './hub.ts'

export interface MetricsParts {
  readonly hub: Hub
  /** Open connections, those included that have not become a WebSocket. */
  readonly sockets: () => number
  readonly isDraining: () => boolean
}

/** Throws what `listen` throws. Answers the port, and how to stop. */
export async function openMetrics(
  parts: MetricsParts,
  { host, port }: ListenAddress,
): Promise<{ port: number; close(): Promise<void> }> {
  const registry = registryOf(parts)
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    registry
      .metrics()
      .then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text))
      .catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, host, done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function registryOf({ hub, sockets, isDraining }: MetricsParts): Registry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number): void => {
    const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(read()) })
  }
  const counter = (name: string, help: string, read: () => number): void => {
    const made: Counter = new Counter({
      name,
      help,
      registers,
      collect() {
        made.reset()
        made.inc(read())
      },
    })
  }
  gauge('tideline_hub_sessions', 'Devices that are connected and have said hello', () => hub.size())
  gauge('tideline_hub_sockets', 'Open connections of any kind', sockets)
  gauge('tideline_hub_writable', '1 while the store takes writes', () => Number(hub.store.writable()))
  gauge('tideline_hub_draining', '1 while the hub says goodbye to everybody', () => Number(isDraining()))
  counter('tideline_hub_rounds_total', 'Frames built for a team', () => hub.tally.rounds)
  counter('tideline_hub_deliveries_total', 'Frames of changes written to a device', () => hub.tally.deliveries)
  counter('tideline_hub_catchups_total', 'Devices brought up to date', () => hub.tally.catchups)
  const events: Counter<'event' | 'code'> = new Counter({
    name: 'tideline_hub_events_total',
    help: 'What was refused, cut or broken, by its name in the protocol',
    labelNames: ['event', 'code'],
    registers,
    collect() {
      events.reset()
      for (const [name, times] of Object.entries(hub.counts())) {
        const [event = '', code = ''] = name.split('.')
        events.inc({ event, code }, times)
      }
    },
  })
  return registry
}
