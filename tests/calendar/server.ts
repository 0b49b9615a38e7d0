/** A calendar server that can be as bad as any. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

export interface CalendarServer {
  readonly url: string
  readonly requests: IncomingMessage[]
  behave(as: Behaviour): void
  stop(): Promise<void>
}

export const serves =
  (body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Behaviour =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/calendar', ...headers }).end(body)

export async function startServer(): Promise<CalendarServer> {
  let behaviour: Behaviour = serves('', {}, 404)
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    behaviour(request, response)
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/me.ics`,
    requests,
    behave: (as) => void (behaviour = as),
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => void server.close(done))
    },
  }
}
