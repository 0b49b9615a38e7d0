/** A hub on the local network with a certificate of its own. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readInvite, writeInvite } from '../../src/core/sync/invite.ts'
import { selfSigned } from '../../src/hub/certificate.ts'
import { createInvite, joinTeam } from '../../src/main/hubLink.ts'
import {
  away,
  connect,
  eventually,
  joinAs,
  member,
  newFolder,
  newTeam,
  nothing,
  online,
  startHub,
  type TestHub,
} from './kit.ts'

const ENCRYPTED = ['--listen', '127.0.0.1:0', '--self-signed']

const linkOf = (invite: string) => {
  const link = readInvite(invite)
  if (link === null) throw new Error('no invite')
  return link
}

test('the invite carries the fingerprint, and both doors accept that certificate alone', async () => {
  const hub = await startHub({ args: ENCRYPTED })
  expect(hub.url).toMatch(/^https:/)
  const invite = await newTeam(hub)
  expect(linkOf(invite).fingerprint).toBe(hub.fingerprint)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  ben.link.publish({ ...nothing, manual: away('over TLS') })
  await eventually(() => ana.people.get('Ben')?.manual?.text).toBe('over TLS')
  const more = await createInvite(ana.joined)
  expect(more).toMatchObject({ ok: true, invite: expect.stringContaining(`#sha256=${hub.fingerprint}`) })

  const forged = writeInvite({ ...linkOf(invite), fingerprint: 'ab'.repeat(32) })
  expect(await joinTeam({ invite: forged, name: 'Eve', deviceName: 'x' })).toEqual({ ok: false, code: 'tls_mismatch' })
  const { url, key } = linkOf(invite)
  expect(await joinTeam({ invite: writeInvite({ url, key }), name: 'Eve', deviceName: 'x' })).toEqual({
    ok: false,
    code: 'tls',
  })
  const misled = connect({ ...ana.joined, fingerprint: 'ab'.repeat(32) })
  await eventually(() => misled.view()).toMatchObject({ status: 'refused', reason: 'tls_mismatch' })
})

test('nothing is sent to another certificate, and the certificate stays over restarts', async () => {
  const hub = await startHub({ args: ENCRYPTED })
  const joined = await joinAs(await newTeam(hub), 'Ana')
  await hub.kill('SIGTERM')
  const impostor = await impostorOn(Number(new URL(hub.url).port))
  const ana = connect(joined)
  await eventually(() => ana.view()).toMatchObject({ status: 'refused', reason: 'tls_mismatch' })
  expect(impostor.heard()).toBe('')
  await impostor.stop()
  const again = await startHub({ data: hub.data, args: ENCRYPTED })
  expect(again.fingerprint).toBe(hub.fingerprint)
  ana.link.wake()
  await online(ana)
})

async function impostorOn(port: number) {
  const { createServer } = await import('node:tls')
  let heard = ''
  const server = createServer(await selfSigned(await newFolder(), Date.now()), (socket) => {
    socket.on('data', (chunk) => (heard += String(chunk)))
    socket.on('error', () => {})
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return { heard: () => heard, stop: () => new Promise<void>((done) => server.close(() => done())) }
}

test('a certificate that the owner brings is served, without a fingerprint in the invite', async () => {
  const folder = await newFolder()
  const { cert, key } = await selfSigned(folder, Date.now())
  const files = { cert: join(folder, 'a.pem'), key: join(folder, 'b.pem') }
  await writeFile(files.cert, cert)
  await writeFile(files.key, key)
  const args = [
    '--listen',
    '127.0.0.1:0',
    '--tls-cert',
    files.cert,
    '--tls-key',
    files.key,
    '--public-url',
    'https://hub.example.org/',
  ]
  const hub: TestHub = await startHub({ args })
  expect(hub).toMatchObject({ url: 'https://hub.example.org' })
  expect(hub.fingerprint).toBeUndefined()
})
