/** Byte by byte: what a SOCKS proxy hears, and what each of its answers means. Real proxies: tests/harness/socks.test.ts. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { isSocks } from './route.ts'
import { throughSocks } from './socks.ts'
import { ProxyError } from './trouble.ts'

const HUB = { host: 'hub.test', port: 8787 }
const PORT = [0x22, 0x53]
const NAME = [...Buffer.from('hub.test')]
const OPEN = [5, 0]
const THROUGH = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]
const saying = (code: number): readonly number[] => [5, code, 0, 1, 0, 0, 0, 0, 0, 0]

/** A server that has one answer for each thing it hears, and keeps what that was. */
async function scripted(...answers: readonly (readonly number[])[]) {
  const heard: number[][] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      const answer = answers[heard.push([...data]) - 1]
      if (answer === undefined) return
      if (answer.length === 0) socket.destroy()
      else for (const byte of answer) socket.write(Buffer.of(byte))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { heard, at: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function outcome(proxy: string, place = HUB, patience = 20_000): Promise<unknown> {
  try {
    ;(await throughSocks(proxy, place, patience)).destroy()
    return 'through'
  } catch (error) {
    return error instanceof ProxyError ? error.why : error
  }
}

test('which addresses are of a SOCKS proxy', () => {
  for (const scheme of ['socks', 'socks4', 'socks4a', 'socks5', 'socks5h', 'SOCKS5'])
    expect(isSocks(`${scheme}://p.test`)).toBe(true)
  for (const other of ['http://socks5.test', 'socks6://p.test', 'socks5', 'constructor://p.test', ''])
    expect(isSocks(other)).toBe(false)
})

test.each(['socks', 'socks5h'])('%s: the proxy hears the name and the port, and nothing else', async (scheme) => {
  const { at, heard } = await scripted(OPEN, THROUGH)
  expect(await outcome(`${scheme}://${at}`)).toBe('through')
  expect(heard).toEqual([
    [5, 1, 0],
    [5, 1, 0, 3, NAME.length, ...NAME, ...PORT],
  ])
})

test('socks5: the name is looked up here, so that the proxy hears an address', async () => {
  const { at, heard } = await scripted(OPEN, THROUGH)
  expect(await outcome(`socks5://${at}`, { ...HUB, host: 'localhost' })).toBe('through')
  const [version, command, , kind, ...rest] = heard[1] ?? []
  expect([version, command]).toEqual([5, 1])
  expect([1, 4]).toContain(kind)
  expect(rest).toHaveLength(kind === 1 ? 6 : 18)
  expect(await outcome(`socks5://${at}`, { ...HUB, host: 'nobody.invalid' })).toMatchObject({ syscall: 'getaddrinfo' })
  expect(heard).toHaveLength(2)
})

test('an address stays one, in both versions of it', async () => {
  for (const [host, kind, length] of [
    ['203.0.113.9', 1, 4],
    ['2001:db8::1', 4, 16],
  ] as const) {
    const { at, heard } = await scripted(OPEN, THROUGH)
    expect(await outcome(`socks5h://${at}`, { ...HUB, host })).toBe('through')
    expect(heard[1]?.[3]).toBe(kind)
    expect(heard[1]).toHaveLength(6 + length)
  }
})

test('socks4a names the hub, socks4 its address', async () => {
  const granted = [0, 90, 0, 0, 0, 0, 0, 0]
  const named = await scripted(granted)
  expect(await outcome(`socks4a://ana@${named.at}`)).toBe('through')
  expect(named.heard).toEqual([[4, 1, ...PORT, 0, 0, 0, 1, ...Buffer.from('ana\0hub.test\0')]])
  const plain = await scripted(granted)
  expect(await outcome(`socks4://${plain.at}`, { ...HUB, host: 'localhost' })).toBe('through')
  expect(plain.heard).toEqual([[4, 1, ...PORT, 127, 0, 0, 1, 0]])
})

test('a login goes only to a proxy that asks for it', async () => {
  const asking = await scripted([5, 2], [1, 0], THROUGH)
  expect(await outcome(`socks5h://ana%40home:s%3Acret%@${asking.at}`)).toBe('through')
  expect(asking.heard.slice(0, 2)).toEqual([
    [5, 2, 0, 2],
    [1, 8, ...Buffer.from('ana@home'), 9, ...Buffer.from('s%3Acret%')],
  ])
  const open = await scripted(OPEN, THROUGH)
  expect(await outcome(`socks5h://ana:secret@${open.at}`)).toBe('through')
  expect(Buffer.from(open.heard.flat()).toString()).not.toContain('secret')
})

test.each<[string, readonly (readonly number[])[], unknown]>([
  ['no login of ours is good enough', [[5, 255]], 'login'],
  [
    'the login is wrong',
    [
      [5, 2],
      [1, 1],
    ],
    'login',
  ],
  ['it cannot, generally', [OPEN, saying(1)], 'beyond'],
  ['its rules forbid it', [OPEN, saying(2)], 'silent'],
  ['no way to the network', [OPEN, saying(3)], 'beyond'],
  ['no way to the host', [OPEN, saying(4)], 'beyond'],
  ['the hub refuses', [OPEN, saying(5)], 'beyond'],
  ['too far', [OPEN, saying(6)], 'beyond'],
  ['not this command', [OPEN, saying(7)], 'silent'],
  ['not this kind of address', [OPEN, saying(8)], 'silent'],
  ['a code that nobody knows', [OPEN, saying(77)], 'silent'],
  ['it hangs up at once', [[]], 'silent'],
  ['it hangs up later', [OPEN, []], 'silent'],
  ['it is a web server', [[...Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]], 'silent'],
  ['it wants a login that it was not offered', [[5, 1]], 'silent'],
])('%s', async (_, answers, why) => {
  const { at } = await scripted(...answers)
  expect(await outcome(`socks5h://a:b@${at}`)).toBe(why)
})

test('version 4 says no in one way', async () => {
  expect(await outcome(`socks4a://${(await scripted([0, 91, 0, 0, 0, 0, 0, 0])).at}`)).toBe('silent')
})

test('nobody there, nobody answers, and words too long for the protocol', async () => {
  expect(await outcome('socks5h://127.0.0.1:1')).toBe('silent')
  expect(await outcome('socks5h://[::1]:1')).toBe('silent')
  const { at, heard } = await scripted()
  expect(await outcome(`socks5h://${at}`, HUB, 50)).toBe('silent')
  expect(await outcome(`socks5h://${'a'.repeat(256)}:b@${at}`)).toBe('login')
  expect(await outcome(`socks5h://${at}`, { ...HUB, host: 'a'.repeat(256) })).toBe('beyond')
  expect(heard).toHaveLength(1)
})

test('no error holds the password', async () => {
  const { at } = await scripted([5, 2], [1, 1])
  const error = await throughSocks(`socks5h://ana:secret@${at}`, HUB, 20_000).catch((caught: unknown) => caught)
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('secret')
})
