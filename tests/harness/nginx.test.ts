/** The nginx sample as it is in resources/hub, but for its ports and certificate: a WebSocket through a real nginx. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { selfSigned } from '../../src/hub/certificate.ts'
import { joinTeam } from '../../src/main/hubLink.ts'
import { fingerprintOf } from '../../src/hub/certificate.ts'
import { away, connect, eventually, newFolder, newTeam, nothing, online, startHub } from '../hub/kit.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function startNginx(hubPort: number) {
  const folder = await newFolder()
  await mkdir(join(folder, 'logs'))
  const { cert } = await selfSigned(folder, Date.now())
  const port = await freePort()
  const sample = await readFile(join(import.meta.dirname, '..', '..', 'resources', 'hub', 'nginx.conf'), 'utf8')
  const site = sample
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${hubPort}`)
    .replace(/ssl_certificate +\S+;/, `ssl_certificate ${folder}/self-signed.crt;`)
    .replace(/ssl_certificate_key +\S+;/, `ssl_certificate_key ${folder}/self-signed.key;`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  const config = `daemon off; pid ${folder}/pid; error_log stderr warn; events { worker_connections 64; }
http { access_log ${folder}/access.log; ${temporary}\n${site} }`
  await writeFile(join(folder, 'nginx.conf'), config)
  const nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  nginx.stderr.on('data', (chunk) => (errors += String(chunk)))
  onTestFinished(async () => {
    if (nginx.exitCode !== null) return
    nginx.kill('SIGTERM')
    await once(nginx, 'exit')
  })
  return { port, fingerprint: fingerprintOf(cert), log: join(folder, 'access.log'), errors: () => errors }
}

test('behind nginx with TLS: joining, live changes, the own address of each client, and no invite in the log', async () => {
  const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--trust-proxy', 'loopback'] })
  const nginx = await startNginx(Number(new URL(hub.url).port))
  const url = `https://127.0.0.1:${nginx.port}`
  const plain = new URL(await newTeam(hub))
  const invite = `${url}${plain.pathname}#sha256=${nginx.fingerprint}`
  const joined = async (name: string) => {
    const answer = await joinTeam({ invite, name, deviceName: 'x' })
    if (!answer.ok) throw new Error(`${answer.code} ${nginx.errors()}`)
    return connect(answer)
  }
  const [ana, ben] = [await joined('Ana'), await joined('Ben')]
  for (const member of [ana, ben]) await online(member)
  ana.link.publish({ ...nothing, manual: away('school run') })
  await eventually(() => ben.people.get('Ana')?.manual?.text).toBe('school run')
  await ana.link.close('quit')
  await eventually(() => ben.people.get('Ana')?.live).toBe(false)
  const written = await readFile(nginx.log, 'utf8')
  expect(written).toContain('POST /v1/join')
  expect(written).not.toContain(plain.pathname)
})
