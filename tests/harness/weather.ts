/** A bad network between a client and a hub, on loopback: everything late, stalls, cut connections, silence. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Weather {
  /** Milliseconds that every byte is late. */
  readonly delay: number
  /** How long the next piece of data waits on top of that, in milliseconds. */
  stall(): number
}

export interface WeatherProxy {
  readonly port: number
  /** Cuts every connection without a goodbye. */
  cut(): void
  /** While silent nothing gets through and nobody is told: a pulled cable. */
  silent: boolean
  close(): Promise<void>
}

export async function startWeather(target: number, weather: Weather): Promise<WeatherProxy> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      carry(from, to, weather, () => proxy.silent)
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        if (!proxy.silent) to.destroy()
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const proxy: WeatherProxy = {
    port: (server.address() as AddressInfo).port,
    silent: false,
    cut() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        proxy.cut()
      }),
  }
  return proxy
}

/** Pieces stay in order: each goes when its time has come and all before it are through. */
function carry(from: Socket, to: Socket, { delay, stall }: Weather, isSilent: () => boolean): void {
  let freeAt = 0
  from.on('data', (bytes) => {
    if (isSilent()) return
    freeAt = Math.max(freeAt, Date.now() + delay) + stall()
    setTimeout(() => {
      if (!to.destroyed && !isSilent()) to.write(bytes)
    }, freeAt - Date.now())
  })
}
