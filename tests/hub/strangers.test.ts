/** What answers where a hub should be is not always one: garbage, silence, a captive portal, nothing at all. */
import { once } from 'node:events'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { joinTeam, leaveTeam } from '../../src/main/hubLink.ts'
import { connect, eventually, online, startHub, newTeam, joinAs } from './kit.ts'

async function tcp(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onSocket(socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function http(answer: RequestListener): Promise<string> {
  const server = createHttp(answer)
  server.on('upgrade', (request, socket) => {
    socket.end(
      'HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    )
    request.resume()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const joined = (url: string) => ({
  ok: true as const,
  team: { id: 't_a', name: 'A' },
  person: 'p_a',
  device: 'd_a',
  token: 'dt_x',
  url,
})
const invite = (url: string): string => `${url}/j/aaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaa`
const join = (url: string, timeout = 5_000) =>
  joinTeam({ invite: invite(url), name: 'Ana', deviceName: 'x' }, { timeout })

test('nothing there', async () => {
  expect(await join('http://127.0.0.1:1')).toEqual({ ok: false, code: 'hub_unreachable' })
  const ana = connect(joined('http://127.0.0.1:1'))
  await eventually(() => ana.view()).toMatchObject({
    status: 'offline',
    reason: 'hub_unreachable',
    retryAt: expect.any(Number),
  })
})

test('garbage on the line', async () => {
  const url = await tcp((socket) => socket.write('\u0000\u0001 what do you want?\r\n\r\n'))
  expect(await join(url)).toEqual({ ok: false, code: 'bad_reply' })
  const ana = connect(joined(url))
  await eventually(() => ana.view()).toMatchObject({ status: 'offline', reason: 'bad_reply' })
})

test('a server that takes the question and never answers', async () => {
  const url = await tcp((socket) => socket.resume())
  expect(await join(url, 300)).toEqual({ ok: false, code: 'hub_unreachable' })
})

test('a captive portal: pages, redirects, and even a 401 do not count as a hub', async () => {
  const url = await http((_, response) =>
    response.writeHead(401, { 'content-type': 'text/html' }).end('<h1>Please log in</h1>'),
  )
  expect(await join(url)).toEqual({ ok: false, code: 'login_page' })
  expect(await leaveTeam({ url, token: 'x' })).toEqual({ ok: false, code: 'login_page' })
  const ana = connect(joined(url))
  await eventually(() => ana.view()).toMatchObject({ status: 'offline', reason: 'login_page' })
  const huge = await http((_, response) => response.end(`{"team":"${'x'.repeat(100_000)}"}`))
  expect(await join(huge)).toEqual({ ok: false, code: 'bad_reply' })
})

test('a web server in front of a hub that is away counts as no hub at all', async () => {
  const url = await http((_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('Bad Gateway'))
  expect(await join(url)).toEqual({ ok: false, code: 'hub_unreachable' })
})

test('http where https is asked for, and https where http is', async () => {
  const url = await http((_, response) => response.end('{}'))
  expect(await join(url.replace('http:', 'https:'))).toEqual({ ok: false, code: 'bad_reply' })
  const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--self-signed'] })
  expect(await join(hub.url.replace('https:', 'http:'))).toMatchObject({ ok: false })
})

test('a WebSocket that speaks another language, or ours out of turn', async () => {
  for (const words of [['hello?'], ['{"t":"welcome"}'], ['{"t":"up","prev":1,"r":2,"items":[],"gone":[]}']]) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    onTestFinished(() => server.close())
    server.on('connection', (ws) => words.forEach((word) => ws.send(word)))
    await once(server, 'listening')
    const ana = connect(joined(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
    await eventually(() => ana.view()).toMatchObject({ status: 'offline', reason: 'bad_reply' })
    await ana.link.close('quit')
  }
})

test('the hub moves behind the same address: the link finds it by itself', async () => {
  const hub = await startHub()
  const ana = connect(await joinAs(await newTeam(hub), 'Ana'))
  await online(ana)
  await hub.kill('SIGKILL')
  const port = Number(new URL(hub.url).port)
  const stranger = createHttp((_, response) => response.end('an intruder'))
  await new Promise<void>((done) => stranger.listen(port, '127.0.0.1', done))
  await eventually(() => ana.view()).toMatchObject({ status: 'offline', reason: 'bad_reply' })
  await new Promise<void>((done) => {
    stranger.close(() => done())
    stranger.closeAllConnections()
  })
  await startHub({ data: hub.data })
  await online(ana)
})
