import { createServer } from 'node:http'
import { z } from 'zod'

export interface Stranger {
  readonly url: string
  readonly port: number
  /** What was asked of it. */
  readonly asked: readonly string[]
  stop(): Promise<void>
}

/** Somebody on the network that no page of ours has business with. It answers everybody. */
export async function startStranger(): Promise<Stranger> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' })
      .end('<h1>Stranger</h1>')
  })
  server.on('upgrade', (request, socket) => {
    asked.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
