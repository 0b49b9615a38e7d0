/** A relay on loopback that writes down every byte on its way from a client to a hub. */
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '../harness/hub.ts'
import { type Frame, OPCODE, type Request, takeApart } from './spoken.ts'

export interface Tap {
  readonly url: string
  readonly port: number
  requests(): Request[]
  /** Text frames, in the order in which they came. */
  frames(): Frame[]
  /** Pings, pongs and goodbyes of the WebSocket itself. */
  controlFrames(): Frame[]
  connections(): number
  /** Everything as one text, masked frames unmasked, to search in. */
  everything(): string
  /** Bytes that are part of no whole message. */
  rest(): number
  /** Breaks every connection, as a bad network does. */
  cut(): void
  stop(): Promise<void>
}

export async function startTap(hubPort: number): Promise<Tap> {
  const port = await freePort()
  const heard: Buffer[][] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const chunks: Buffer[] = []
    heard.push(chunks)
    client.on('data', (chunk: Buffer) => chunks.push(chunk))
    relay(client, connect(hubPort, '127.0.0.1'), sockets)
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const spoken = () => heard.map((chunks) => takeApart(Buffer.concat(chunks)))
  const frames = () => spoken().flatMap((one) => one.frames)
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: () => spoken().flatMap(({ requests }) => requests),
    frames: () => frames().filter(({ opcode }) => opcode === OPCODE.text),
    controlFrames: () => frames().filter(({ opcode }) => opcode !== OPCODE.text),
    connections: () => heard.length,
    everything: () =>
      [...heard.map((chunks) => Buffer.concat(chunks).toString('latin1')), ...frames().map(({ text }) => text)].join(
        '\n',
      ),
    rest: () => spoken().reduce((sum, { rest }) => sum + rest, 0),
    cut,
    async stop() {
      cut()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
}

function relay(client: Socket, hub: Socket, sockets: Set<Socket>): void {
  for (const [one, other] of [
    [client, hub],
    [hub, client],
  ] as const) {
    sockets.add(one)
    one.on('error', () => other.destroy())
    one.on('close', () => {
      sockets.delete(one)
      other.destroy()
    })
    one.pipe(other)
  }
}
