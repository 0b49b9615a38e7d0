/** The way to a hub through proxies and by certificates of all kinds: real ones on loopback, each refusal by its name. */
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer as createTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { readInvite, writeInvite } from '../../src/core/sync/invite.ts'
import { joinTeam } from '../../src/main/hubLink.ts'
import { proxyFor, useSystemProxy } from '../../src/main/hubLink/route.ts'
import {
  away,
  connect,
  eventually,
  HUB_ENTRY,
  joinAs,
  newFolder,
  newTeam,
  NODE,
  nothing,
  online,
  startHub,
} from './kit.ts'
import { startProxy } from './proxy.ts'

const LOOP = ['--listen', '127.0.0.1:0']

beforeEach(() => {
  for (const name of [
    'HTTPS_PROXY',
    'https_proxy',
    'ALL_PROXY',
    'all_proxy',
    'NO_PROXY',
    'no_proxy',
    'TIDELINE_CA_FILE',
  ])
    vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  useSystemProxy(() => Promise.resolve('DIRECT'))
})

/** An authority of a team's own, and a certificate that it signed. */
async function authority(days = 30, name = 'hub.test'): Promise<{ ca: string; cert: string; key: string }> {
  const folder = await newFolder()
  const at = (file: string): string => join(folder, file)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Our own', '-days', '30')
  openssl('req', ...key, '-keyout', 'hub.key', '-out', 'hub.csr', '-subj', `/CN=${name}`)
  await writeFile(at('names'), `subjectAltName=DNS:${name}`)
  const signed = ['-in', 'hub.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'hub.pem']
  openssl('x509', '-req', ...signed, '-extfile', 'names', '-days', String(days))
  return { ca: at('ca.pem'), cert: at('hub.pem'), key: at('hub.key') }
}

/** A hub with a certificate that its own authority signed, reached by a name that only a proxy knows. */
async function namedHub() {
  const { ca, cert, key } = await authority()
  const hub = await startHub({
    args: [...LOOP, '--tls-cert', cert, '--tls-key', key, '--public-url', 'https://hub.test'],
  })
  const port = Number(/"port":(\d+)/.exec(await readFile(join(hub.data, 'hub.json'), 'utf8'))?.[1])
  return { hub, ca, port }
}

function invitation(data: string, port: number): string {
  const words = [HUB_ENTRY, 'team', 'create', 'Atlas', '--data', data]
  const link = readInvite(/https:\S+\/j\/\S+/.exec(execFileSync(NODE, words, { encoding: 'utf8' }))?.[0] ?? '')
  if (link === null) throw new Error('no invite')
  return writeInvite({ ...link, url: `https://hub.test:${port}` })
}

const joinBy = (invite: string) => joinTeam({ invite, name: 'Ana', deviceName: 'x' }, { timeout: 5_000 })
const nowhere = (url: string) => ({
  ok: true as const,
  team: { id: 't_a', name: 'A' },
  person: 'p_a',
  device: 'd_a',
  token: 'dt_x',
  url,
})
const key = 'aaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaa'

test('through a proxy of the environment, with a login and an authority of our own: joins, stays online, comes back after a cut', async () => {
  const { hub, ca, port } = await namedHub()
  const proxy = await startProxy({ names: { 'hub.test': port }, login: 'ana:secret' })
  const invite = invitation(hub.data, port)
  vi.stubEnv('HTTPS_PROXY', proxy.url)
  expect(await joinBy(invite)).toEqual({ ok: false, code: 'tls' })
  vi.stubEnv('TIDELINE_CA_FILE', ca)
  const ana = connect(await joinAs(invite, 'Ana'))
  await online(ana)
  const before = proxy.asked.length
  expect(new Set(proxy.asked)).toEqual(new Set([`hub.test:${port}`]))
  proxy.cut()
  await eventually(() => proxy.asked.length, 20_000).toBeGreaterThan(before)
  await online(ana)
  ana.link.publish({ ...nothing, manual: away('through the proxy') })
  await eventually(() => ana.view().pending).toBe(false)
})

test('through the proxy that the system names; a hub with its own certificate is pinned there too', async () => {
  const hub = await startHub({ args: [...LOOP, '--self-signed'] })
  const port = Number(new URL(hub.url).port)
  const proxy = await startProxy({ names: { 'hub.test': port } })
  const link = readInvite(await newTeam(hub))
  if (link === null) throw new Error('no invite')
  const asked: string[] = []
  useSystemProxy(async (url) => {
    asked.push(url)
    return `PROXY ${new URL(proxy.url).host}; DIRECT`
  })
  const invite = writeInvite({ ...link, url: `https://hub.test:${port}` })
  await online(connect(await joinAs(invite, 'Ana')))
  expect(asked[0]).toBe(`https://hub.test:${port}/`)
  const forged = writeInvite({ ...link, url: `https://hub.test:${port}`, fingerprint: 'ab'.repeat(32) })
  expect(await joinBy(forged)).toEqual({ ok: false, code: 'tls_mismatch' })
  const misled = connect({ ...nowhere(`https://hub.test:${port}`), fingerprint: 'ab'.repeat(32) })
  await eventually(() => misled.view()).toMatchObject({ status: 'refused', reason: 'tls_mismatch' })
})

test('what a proxy refuses is said by its name', async () => {
  const invite = writeInvite({ url: 'https://hub.test:1', key })
  const reason = async (proxy: string): Promise<string> => {
    vi.stubEnv('HTTPS_PROXY', proxy)
    const answer = await joinBy(invite)
    const link = connect(nowhere('https://hub.test:1'))
    const code = answer.ok ? 'ok' : answer.code
    await eventually(() => link.view().reason).toBe(code)
    await link.link.close('quit')
    return code
  }
  const names = { 'hub.test': 1 }
  expect(await reason((await startProxy({ names, login: 'a:b' })).url.replace('a:b@', 'a:wrong@'))).toBe('proxy_auth')
  expect(await reason((await startProxy({ names, status: 403 })).url)).toBe('proxy')
  expect(await reason((await startProxy({ names: {} })).url)).toBe('hub_unreachable')
  expect(await reason('http://127.0.0.1:1')).toBe('proxy')
  expect(await reason('quic://127.0.0.1:1')).toBe('proxy')
})

test('what is near is never asked of a proxy, and NO_PROXY counts', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.test:3128')
  vi.stubEnv('NO_PROXY', 'inside.test,.corp.test')
  for (const near of [
    '127.0.0.1',
    'localhost',
    '192.168.1.7',
    '10.1.2.3',
    '172.20.0.1',
    '::1',
    'fe80::1',
    'anas-mac.local',
  ])
    expect(await proxyFor(near, 443)).toBeNull()
  for (const out of ['inside.test', 'hub.corp.test']) expect(await proxyFor(out, 443)).toBeNull()
  for (const far of ['hub.test', '203.0.113.9', '2001:db8::1', '172.32.0.1'])
    expect(await proxyFor(far, 443)).toBe('http://proxy.test:3128')
  vi.stubEnv('HTTPS_PROXY', 'ana:secret@proxy.test:3128')
  expect(await proxyFor('hub.test', 443)).toBe('http://ana:secret@proxy.test:3128')
  vi.stubEnv('HTTPS_PROXY', '')
  useSystemProxy(() => Promise.resolve('HTTPS secure.test:443; DIRECT'))
  expect(await proxyFor('hub.test', 443)).toBe('https://secure.test:443')
  useSystemProxy(() => Promise.resolve('QUIC q.test:443'))
  await expect(proxyFor('hub.test', 443)).rejects.toThrow('kind')
})

test('a SOCKS proxy of the environment is taken as it is written, one of the system as a browser takes it', async () => {
  for (const scheme of ['socks', 'socks4', 'socks4a', 'socks5', 'socks5h']) {
    vi.stubEnv('ALL_PROXY', `${scheme}://ana:secret@s.test`)
    expect(await proxyFor('hub.test', 443)).toBe(`${scheme}://ana:secret@s.test`)
    expect(await proxyFor('192.168.1.7', 443)).toBeNull()
  }
  vi.stubEnv('ALL_PROXY', '')
  for (const [said, taken] of [
    ['SOCKS5 s.test:1080; DIRECT', 'socks5h://s.test:1080'],
    ['socks5 [2001:db8::1]:1080', 'socks5h://[2001:db8::1]:1080'],
    ['SOCKS s.test:1080;SOCKS5 t.test:1080', 'socks4://s.test:1080'],
    ['SOCKS4 s.test:1080', 'socks4://s.test:1080'],
  ] as const) {
    useSystemProxy(() => Promise.resolve(said))
    expect(await proxyFor('hub.test', 443)).toBe(taken)
  }
})

/** A TLS server that is no hub; what it hears before it is known is nothing. */
async function tlsServer(files: { cert: string; key: string }, answer = 'x', head = {}): Promise<string> {
  const options = { cert: await readFile(files.cert), key: await readFile(files.key) }
  const server = createTls(options, (_, response) => response.writeHead(200, head).end(answer))
  server.on('upgrade', (_, socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

test('certificates that do not count are told apart: unknown, out of date, of another name; and a login page behind a good one', async () => {
  const reason = async (
    files: { ca?: string; cert: string; key: string },
    answer?: string,
    head?: object,
  ): Promise<string> => {
    vi.stubEnv('TIDELINE_CA_FILE', files.ca ?? '')
    const url = await tlsServer(files, answer, head)
    const joined = await joinBy(writeInvite({ url, key }))
    const link = connect(nowhere(url))
    const code = joined.ok ? 'ok' : joined.code
    await eventually(() => link.view().reason).toBe(code)
    await link.link.close('quit')
    return code
  }
  const good = await authority(30, 'localhost')
  const { ca: _, ...unknown } = good
  expect(await reason(unknown)).toBe('tls')
  expect(await reason(await authority(-1, 'localhost'))).toBe('tls_time')
  expect(await reason(await authority(30, 'other.test'))).toBe('tls_name')
  expect(await reason({ ...good, ca: good.key })).toBe('tls_authorities')
  expect(await reason({ ...good, ca: '/nowhere/ca.pem' })).toBe('tls_authorities')
  expect(await reason(good, '<h1>Log in</h1>', { 'content-type': 'text/html; charset=utf-8' })).toBe('login_page')
})
