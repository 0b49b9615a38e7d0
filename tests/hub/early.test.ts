/** A hello that comes with the request for the socket: the welcome is there one way there and back sooner. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect as dial } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { HELLO_HEADER } from '../../src/core/sync/protocol.ts'
import type { JoinedTeam } from '../../src/main/hubLink.ts'
import { away, connect, eventually, greeted, joinAs, newTeam, nothing, online, putFrame, raw, startHub } from './kit.ts'

const helloOf = ({ device }: { device: string }, more: object = {}): string =>
  JSON.stringify({ t: 'hello', v: [1], device, app: 'test', ...more })
const early = (joined: JoinedTeam, text: string) => raw(joined, { [HELLO_HEADER]: text })

async function oneMember() {
  const hub = await startHub()
  const invite = await newTeam(hub)
  return { hub, invite, joined: await joinAs(invite, 'Ana') }
}

test('the welcome follows the upgrade without a frame of the client, in one piece with what it missed', async () => {
  const { hub, joined } = await oneMember()
  const { port } = new URL(hub.url)
  const socket = dial(Number(port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let heard = ''
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
  socket.write(
    `GET /v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nAuthorization: Bearer ${joined.token}\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyEhIQ==\r\nSec-WebSocket-Protocol: tideline.v1\r\n` +
      `Tideline-Hello: ${helloOf(joined)}\r\n\r\n`,
  )
  await once(socket, 'data')
  expect(heard).toMatch(/^HTTP\/1\.1 101 .*\r\n(?:.+\r\n)*tideline-hello: read\r\n/)
  expect(heard).toContain('"t":"welcome"')
  expect(heard).toContain('"t":"sync","full":true')
  expect(heard).toContain('"t":"inbox"')
})

test('who resumes gets what changed and nothing else, and goes on as anybody', async () => {
  const { invite, joined } = await oneMember()
  const first = await greeted(joined)
  const { r } = await first.frame('sync')
  first.ws.terminate()
  const ben = await greeted(await joinAs(invite, 'Ben'))
  const { epoch } = await (await early(joined, helloOf(joined))).frame('welcome')
  const client = await early(joined, helloOf(joined, { resume: `${epoch}.${r}` }))
  await client.frame('welcome')
  const sync = await client.frame('sync')
  expect(sync).toMatchObject({ full: false })
  expect(sync.items.map(({ name }) => name)).toEqual(['Ben'])
  ben.say(putFrame('manual', away('here')))
  expect((await client.frame('up')).items).toMatchObject([{ manual: { text: 'here' } }])
  client.say(putFrame('manual', away('here too')))
  await client.frame('ack')
})

test('what is wrong with it is said as to a frame, and nothing comes of it', async () => {
  const { joined } = await oneMember()
  for (const wrong of [
    '',
    '{',
    '[]',
    'hello',
    helloOf(joined, { team: 't_x' }),
    JSON.stringify(putFrame('manual', away('x'))),
  ]) {
    const client = await early(joined, wrong)
    expect(await client.frame('nack')).toMatchObject({ code: expect.stringMatching(/bad_message|unknown_field/) })
    // The hello may still come, as to a hub that does not read headers.
    client.say(helloOf(joined))
    await client.frame('welcome')
    expect((await client.frame('sync')).items).toMatchObject([{ manual: null }])
  }
  const other = await early(joined, helloOf({ device: 'd_other' }))
  expect(await other.frame('nack')).toMatchObject({ code: 'bad_value', field: 'device' })
  const future = await early(joined, helloOf(joined, { v: [7] }))
  expect(await future.closed()).toMatchObject({ code: 4426 })
  const twice = await early(joined, helloOf(joined))
  twice.say(helloOf(joined))
  expect(await twice.frame('nack')).toMatchObject({ code: 'bad_message' })
})

/** A server that only listens: whether it says that it read the header, and what it hears then. */
async function listener(reads: boolean) {
  const said: string[] = []
  const asked: IncomingMessage[] = []
  const server = createServer()
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'tideline.v1' })
  sockets.on('headers', (headers, request) => {
    asked.push(request)
    if (reads) headers.push(`${HELLO_HEADER}: read`)
  })
  sockets.on('connection', (ws) => ws.on('message', (data) => said.push(String(data))))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const ws of sockets.clients) ws.terminate()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, said, asked }
}

test('our client says hello once: with the request, or in a frame where that was not read', async () => {
  const { joined } = await oneMember()
  for (const reads of [true, false]) {
    const hub = await listener(reads)
    const ana = connect({ ...joined, url: hub.url })
    await eventually(() => hub.asked.length).toBe(1)
    expect(hub.asked[0]?.headers[HELLO_HEADER]).toBe(
      JSON.stringify({ t: 'hello', v: [1], device: joined.device, app: 'tideline' }),
    )
    ana.link.publish({ ...nothing, manual: away('later') })
    if (!reads) await eventually(() => hub.said).toEqual([hub.asked[0]?.headers[HELLO_HEADER]])
    await ana.link.close('quit')
    expect(hub.said.filter((text) => text.includes('"hello"'))).toHaveLength(reads ? 0 : 1)
  }
  const ana = connect(joined)
  await online(ana)
})
