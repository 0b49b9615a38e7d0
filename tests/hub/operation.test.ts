/** Running a hub for others: settings from a file, a look before the start, what monitoring reads, floods. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect as dial } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../../src/core/sync/limits.ts'
import { SUBPROTOCOL } from '../../src/core/sync/protocol.ts'
import { selfSigned } from '../../src/hub/certificate.ts'
import { trackSockets } from '../../src/hub/sockets.ts'
import { away, eventually, greeted, HUB_ENTRY, joinAs, newFolder, newTeam, NODE, putFrame, startHub } from './kit.ts'

function run(args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    const child = execFile(NODE, [HUB_ENTRY, 'serve', ...args], { env: { ...process.env, ...env } }, (_, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

async function settings(values: unknown): Promise<string> {
  const file = join(await newFolder(), 'hub.json')
  await writeFile(file, typeof values === 'string' ? values : JSON.stringify(values))
  return file
}

test('--check says what the settings come to, flags before environment before file, and starts nothing', async () => {
  const data = join(await newFolder(), 'not', 'yet')
  const file = await settings({ data, listen: '127.0.0.1:1111', 'public-url': 'https://hub.example.org' })
  const from = (more: readonly string[], env = {}) => run(['--check', '--config', file, ...more], env)
  expect(await from([])).toMatchObject({ code: 0, out: expect.stringContaining('127.0.0.1:1111, no TLS, data in') })
  expect((await from([], { TIDELINE_HUB_LISTEN: '127.0.0.1:2222' })).out).toContain(':2222')
  expect((await from(['--listen', '127.0.0.1:3333'], { TIDELINE_HUB_LISTEN: '127.0.0.1:2222' })).out).toContain(':3333')
  await expect(readFile(join(data, 'hub.db'))).rejects.toThrow('ENOENT')
})

test('settings that cannot work are refused in one sentence', async () => {
  const refused = async (...args: string[]) => {
    const { code, out, err } = await run(['--check', ...args])
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
    return err
  }
  expect(await refused('--config', await settings({ colour: 'red' }))).toContain('there is no setting "colour"')
  expect(await refused('--config', await settings({ listen: 7 }))).toContain('"listen" has a value of the wrong kind')
  expect(await refused('--config', await settings('{'))).toContain('is not a JSON object of settings')
  expect(await refused('--config', '/nowhere/hub.json')).toContain('cannot be read')
  expect(await refused('--metrics', 'everywhere')).toContain('is not an address to listen on')
  const [one, other] = [await newFolder(), await newFolder()]
  await selfSigned(one, Date.now())
  await selfSigned(other, Date.now())
  const pair = ['--tls-cert', join(one, 'self-signed.crt'), '--tls-key', join(other, 'self-signed.key')]
  expect(await refused(...pair)).toContain('do not belong together')
})

test('/metrics counts what happens, without saying to whom, and only where it was asked for', async () => {
  const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--metrics', '127.0.0.1:0'] })
  await eventually(() => hub.stderr()).toContain('"event":"metrics"')
  const port = /"event":"metrics","port":(\d+)/.exec(hub.stderr())?.[1]
  const read = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const invite = await newTeam(hub)
  const joined = await joinAs(invite, 'Ana')
  const client = await greeted(joined)
  client.say(putFrame('manual', away('a private word')))
  await client.frame('ack')
  client.say('not json')
  await client.frame('nack')
  const text = await read()
  expect(text).toMatch(/^tideline_hub_sessions 1$/m)
  expect(text).toMatch(/^tideline_hub_writable 1$/m)
  expect(text).toMatch(/^tideline_hub_deliveries_total [1-9]\d*$/m)
  expect(text).toMatch(/^tideline_hub_events_total\{event="refused",code="bad_message"\} 1$/m)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
  for (const secret of ['private word', 'Ana', 'Atlas', joined.person, joined.device, joined.team.id]) {
    expect(text).not.toContain(secret)
  }
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  expect((await fetch(`${hub.url}/metrics`)).status).toBe(404)
})

test('told to stop, it is not ready any more, says goodbye with a time to come back, and lets nobody in', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const clients = []
  for (const name of ['Ana', 'Ben', 'Cleo']) clients.push(await greeted(await joinAs(invite, name)))
  const ended = hub.kill('SIGTERM')
  for (const client of clients) {
    expect(await client.frame('bye')).toMatchObject({ code: 'restarting', reconnectMs: expect.any(Number) })
    expect((await client.closed()).code).toBe(CLOSE.restarting)
  }
  expect(await ended).toBe(0)
})

test('one address cannot hold every connection; what became a WebSocket does not count', async () => {
  let cut = 0
  const server = createServer()
  const sockets = trackSockets(
    server,
    () => 3,
    () => (cut += 1),
  )
  server.on('upgrade', (request, socket) => {
    sockets.upgraded(request.socket)
    socket.write('HTTP/1.1 101 ok\r\n\r\n')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => sockets.close())
  const { port } = server.address() as AddressInfo
  const open = () => {
    const socket = dial(port, '127.0.0.1')
    socket.on('error', () => {})
    onTestFinished(() => void socket.destroy())
    return socket
  }
  const upgraded = open()
  upgraded.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  await once(upgraded, 'data')
  const held = [open(), open(), open()]
  await eventually(() => sockets.size).toBe(4)
  const surplus = open()
  await once(surplus, 'close')
  expect([cut, sockets.size]).toEqual([1, 4])
  held[0]?.destroy()
  await eventually(() => sockets.size).toBe(3)
  open()
  await eventually(() => sockets.size).toBe(4)
  expect(cut).toBe(1)
})

test('a whole office comes in through one address; who guesses tokens there is held back alone', async () => {
  const hub = await startHub({ rates: 'connectsByAddress=4' })
  const invite = await newTeam(hub)
  const people = []
  for (let n = 0; n < 12; n += 1) people.push(await joinAs(invite, `Person ${n}`))
  for (const person of people) await greeted(person)
  const headers = { authorization: `Bearer dt_${'A'.repeat(12)}.${'A'.repeat(43)}` }
  const guess = () =>
    new Promise<number>((done) => {
      const ws = new WebSocket(`${hub.url.replace(/^http/, 'ws')}/v1/ws`, SUBPROTOCOL, { headers })
      ws.on('unexpected-response', (_, response) => done(response.statusCode ?? 0))
      ws.on('error', () => done(0))
    })
  const answers: number[] = []
  for (let n = 0; n < 6; n += 1) answers.push(await guess())
  expect([answers[0], answers.at(-1)]).toEqual([401, 429])
})
