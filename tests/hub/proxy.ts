/** A real HTTP proxy on loopback that takes CONNECT, knows names of its own, and writes down what it was asked. */
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'

export interface TestProxy {
  readonly url: string
  /** `host:port` of every line that was asked for. */
  readonly asked: readonly string[]
  /** Cuts every line through it. */
  cut(): void
}

export interface ProxyWish {
  /** Where a name leads; what is not here is refused with 502. */
  readonly names: Readonly<Record<string, number>>
  /** `name:password` that it wants. */
  readonly login?: string
  /** Answers everything with this status. */
  readonly status?: number
}

export async function startProxy({ names, login, status }: ProxyWish): Promise<TestProxy> {
  const asked: string[] = []
  const sockets = new Set<Duplex>()
  const keep = (socket: Duplex): void => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((_, response) => response.writeHead(400).end())
  server.on('connect', ({ url = '', headers }: IncomingMessage, near: Socket) => {
    keep(near)
    asked.push(url)
    const refuse = (code: number): void =>
      void near.end(`HTTP/1.1 ${code} No\r\nContent-Type: text/html\r\nProxy-Authenticate: Basic\r\n\r\n<p>no</p>`)
    const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) return refuse(407)
    const port = names[url.split(':')[0] ?? '']
    if (status !== undefined || port === undefined) return refuse(status ?? 502)
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n')
      near.pipe(far).pipe(near)
    })
    keep(far)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on('close', () => other.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    cut()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${port}`, asked, cut }
}
