/** The Caddy sample as it is in resources/hub, but for its name and certificate: a WebSocket through a real Caddy, where there is one. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fingerprintOf, selfSigned } from '../../src/hub/certificate.ts'
import { joinTeam } from '../../src/main/hubLink.ts'
import { away, connect, eventually, type Member, newFolder, newTeam, nothing, online, startHub } from '../hub/kit.ts'
import { freePort } from './hub.ts'

const SAMPLE = join(import.meta.dirname, '..', '..', 'resources', 'hub', 'Caddyfile')
const isThere = spawnSync('caddy', ['version']).status === 0

async function startCaddy(hubPort: number) {
  const folder = await newFolder()
  const { cert } = await selfSigned(folder, Date.now())
  const port = await freePort()
  const sample = await readFile(SAMPLE, 'utf8')
  const site = sample
    .replace(
      'hub.example.org {',
      `https://127.0.0.1:${port} {\n\ttls ${folder}/self-signed.crt ${folder}/self-signed.key`,
    )
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${hubPort}`)
  const file = join(folder, 'Caddyfile')
  await writeFile(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`)
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder }
  const caddy = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  caddy.stderr.on('data', (chunk) => (said += String(chunk)))
  onTestFinished(async () => {
    if (caddy.exitCode !== null) return
    caddy.kill('SIGTERM')
    await once(caddy, 'exit')
  })
  return { port, fingerprint: fingerprintOf(cert), said: () => said }
}

/** Caddy listens a moment after it starts. */
async function joined(invite: string, name: string): Promise<Awaited<ReturnType<typeof joinTeam>>> {
  let answer = await joinTeam({ invite, name, deviceName: 'x' })
  for (let tries = 0; !answer.ok && answer.code === 'hub_unreachable' && tries < 100; tries += 1) {
    await new Promise((done) => setTimeout(done, 50))
    answer = await joinTeam({ invite, name, deviceName: 'x' })
  }
  return answer
}

test.skipIf(!isThere)('the Caddy sample is valid as it stands', async () => {
  const env = { ...process.env, XDG_DATA_HOME: await newFolder() }
  const words = ['validate', '--adapter', 'caddyfile', '--config', SAMPLE]
  expect(() => execFileSync('caddy', words, { env, stdio: 'pipe' })).not.toThrow()
})

test.skipIf(!isThere)(
  'behind Caddy with TLS: joining, live changes, a hub that restarts, and no invite in what it writes',
  async () => {
    const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--trust-proxy', 'loopback'] })
    const caddy = await startCaddy(Number(new URL(hub.url).port))
    const plain = new URL(await newTeam(hub))
    const invite = `https://127.0.0.1:${caddy.port}${plain.pathname}#sha256=${caddy.fingerprint}`
    const members: Member[] = []
    for (const name of ['Ana', 'Ben']) {
      const answer = await joined(invite, name)
      if (!answer.ok) throw new Error(`${answer.code}: ${caddy.said()}`)
      members.push(connect(answer))
    }
    const [ana, ben] = members
    if (ana === undefined || ben === undefined) throw new Error(caddy.said())
    for (const member of [ana, ben]) await online(member)
    ana.link.publish({ ...nothing, manual: away('school run') })
    await eventually(() => ben.people.get('Ana')?.manual?.text).toBe('school run')
    await hub.kill('SIGTERM')
    await eventually(() => ben.view().status).not.toBe('online')
    await startHub({
      data: hub.data,
      args: ['--trust-proxy', 'loopback', '--listen', `127.0.0.1:${new URL(hub.url).port}`],
    })
    for (const member of [ana, ben]) await eventually(() => member.view().status, 20_000).toBe('online')
    await ana.link.close('quit')
    await eventually(() => ben.people.get('Ana')?.live).toBe(false)
    expect(caddy.said()).not.toContain(plain.pathname)
  },
)
