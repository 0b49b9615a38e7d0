/** The reference: raw `ws`. What one client says goes to every other as it is, in a frame built once. */
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { framed } from '../../src/hub/frames.ts'

const server = createServer()
const options = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  handleProtocols: () => 'tideline.v1',
}
const door = new WebSocketServer(options)
const sockets = new Set<Duplex>()

server.on('upgrade', (request, socket, head) => {
  door.handleUpgrade(request, socket, head, (ws) => {
    sockets.add(socket)
    ws.on('close', () => sockets.delete(socket))
    ws.on('error', () => {})
    ws.on('message', (data: Buffer) => {
      const frame = framed(0x81, data)
      for (const each of sockets) each.write(frame)
    })
  })
})
// As many may wait to be taken in as at the hub: who finds no room tries again only a second later.
server.listen({ port: 0, host: '127.0.0.1', backlog: 8_192 }, () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  process.stdout.write(`RAW ${address.port}\n`)
})
process.once('SIGTERM', () => process.exit(0))
