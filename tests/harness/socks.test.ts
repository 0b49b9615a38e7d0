/** The way to a hub through real SOCKS proxies: joining and staying by every version, and each refusal by its name. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readInvite, writeInvite } from '../../src/core/sync/invite.ts'
import { joinTeam } from '../../src/main/hubLink.ts'
import { useSystemProxy } from '../../src/main/hubLink/route.ts'
import { away, connect, eventually, joinAs, member, newTeam, nothing, online, startHub } from '../hub/kit.ts'
import { freePort } from './hub.ts'
import { startDante, startMicrosocks } from './socksProxy.ts'

const ENVIRONMENT = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy', 'TIDELINE_CA_FILE']
beforeEach(() => {
  for (const name of ENVIRONMENT) vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  useSystemProxy(() => Promise.resolve('DIRECT'))
})

/** What this computer's own names lead to; the proxies have theirs. */
vi.mock('node:dns/promises', () => ({
  lookup: async (name: string) => {
    if (name === 'here.test') return { address: '127.0.0.1', family: 4 }
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })
  },
}))

/** A hub with a certificate of its own, and the invite by the names that lead there. */
async function ownHub() {
  const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--self-signed'] })
  const port = Number(new URL(hub.url).port)
  const link = readInvite(await newTeam(hub))
  if (link === null) throw new Error('no invite')
  const invite = (name: string, change = {}) => writeInvite({ ...link, url: `https://${name}:${port}`, ...change })
  return { port, link, invite }
}

const joinBy = async (invite: string): Promise<string> => {
  const answer = await joinTeam({ invite, name: 'Ana', deviceName: 'x' }, { timeout: 5_000 })
  return answer.ok ? 'ok' : answer.code
}

test('by the environment, with a login: joins, stays online, and comes back when the proxy does', async () => {
  const { port, invite } = await ownHub()
  const proxy = await startMicrosocks(['hub.test'], { name: 'ana', password: 's:cret' })
  vi.stubEnv('ALL_PROXY', `socks5h://ana:s%3Acret@${proxy.at}`)
  const [ana, ben] = [await member(invite('hub.test'), 'Ana'), await member(invite('hub.test'), 'Ben')]
  ana.link.publish({ ...nothing, manual: away('through the proxy') })
  await eventually(() => ben.people.get('Ana')?.manual?.text).toBe('through the proxy')
  await proxy.kill()
  await eventually(() => ana.view()).toMatchObject({ status: 'offline', reason: 'proxy' })
  await proxy.restart()
  await eventually(() => ana.view().status, 20_000).toBe('online')
  expect(new Set(proxy.asked())).toEqual(new Set([`hub.test:${port}`]))
})

test('the certificate counts inside the tunnel: the one from the invite, else those that this computer trusts', async () => {
  const { link, invite } = await ownHub()
  const proxy = await startMicrosocks(['hub.test'])
  vi.stubEnv('HTTPS_PROXY', `socks://${proxy.at}`)
  expect(await joinBy(invite('hub.test', { fingerprint: 'ab'.repeat(32) }))).toBe('tls_mismatch')
  expect(await joinBy(invite('hub.test').replace(/#.*/, ''))).toBe('tls')
  expect(await joinBy(invite('hub.test', { fingerprint: link.fingerprint }))).toBe('ok')
})

test.each([
  ['SOCKS5', 'hub.test'],
  ['SOCKS', 'here.test'],
  ['SOCKS4', 'here.test'],
])('by the system that says %s', async (word, name) => {
  const { port, invite } = await ownHub()
  const proxy = await startDante(['hub.test'], 1)
  useSystemProxy(async () => `${word} ${proxy.at}; DIRECT`)
  await online(connect(await joinAs(invite(name), 'Ana')))
  expect(proxy.said()).toContain(`127.0.0.1.${port}`)
})

test('socks5 looks the name up here, and the proxy hears nothing of one that is unknown', async () => {
  const { port, invite } = await ownHub()
  const proxy = await startMicrosocks(['hub.test', 'here.test'])
  vi.stubEnv('HTTPS_PROXY', `socks5://${proxy.at}`)
  expect(await joinBy(invite('hub.test'))).toBe('hub_unreachable')
  expect(proxy.asked()).toEqual([])
  await online(connect(await joinAs(invite('here.test'), 'Ana')))
  expect(new Set(proxy.asked())).toEqual(new Set([`127.0.0.1:${port}`]))
})

test('what a proxy refuses is said by its name, where one joins and by the link', async () => {
  const { port, invite } = await ownHub()
  const closed = await freePort()
  const reason = async (proxy: string, where = invite('hub.test')): Promise<string> => {
    vi.stubEnv('HTTPS_PROXY', proxy)
    const code = await joinBy(where)
    const team = { id: 't_a', name: 'A' }
    const link = connect({ ok: true, team, person: 'p_a', device: 'd_a', token: 'dt_x', url: new URL(where).origin })
    await eventually(() => link.view().reason).toBe(code)
    await link.link.close('quit')
    return code
  }
  const { at } = await startMicrosocks(['hub.test'], { name: 'a', password: 'b' })
  expect(await reason(`socks5h://a:wrong@${at}`)).toBe('proxy_auth')
  expect(await reason(`socks5h://${at}`)).toBe('proxy_auth')
  expect(await reason(`socks5h://a:b@${at}`, invite('nowhere.test'))).toBe('hub_unreachable')
  expect(await reason(`socks5h://a:b@${at}`, invite('hub.test').replace(`:${port}`, `:${closed}`))).toBe(
    'hub_unreachable',
  )
  expect(await reason(`socks4a://${at}`)).toBe('proxy')
  expect(await reason(`http://${at}`)).toBe('proxy')
  expect(await reason(`socks5h://127.0.0.1:${closed}`)).toBe('proxy')
  expect(await reason(`socks5h://${(await startDante(['hub.test'], port)).at}`)).toBe('proxy')
})
