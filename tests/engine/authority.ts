/** An authority of a test's own, and a certificate of it for this computer. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY } from '../../src/core/time/instant.ts'

export interface Authority {
  /** Its own certificate, which whoever trusts it must know. */
  readonly ca: string
  /** What Redis and Sentinel are told: nothing but TLS, also among themselves. */
  readonly settings: Readonly<Record<string, string>>
  /** Files of `ca` and of the certificate. */
  remove(): Promise<void>
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** Two of the same name are still two. */
export async function makeAuthority(name = 'Authority of a test'): Promise<Authority> {
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const makeKeys = () => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const life = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) }
  const [caKeys, keys] = [await makeKeys(), await makeKeys()]
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...life,
    name: `CN=${name}`,
    keys: caKeys,
    signingAlgorithm: CURVE,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  })
  const cert = await x509.X509CertificateGenerator.create({
    ...life,
    subject: 'CN=engine',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: CURVE,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  })
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return onDisk({ ca: ca.toString('pem'), cert: cert.toString('pem'), key })
}

async function onDisk(texts: Readonly<Record<'ca' | 'cert' | 'key', string>>): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-authority-'))
  const file = (name: keyof typeof texts): string => join(folder, `${name}.pem`)
  for (const name of ['ca', 'cert', 'key'] as const) await writeFile(file(name), texts[name], { mode: 0o600 })
  return {
    ca: texts.ca,
    settings: {
      'tls-cert-file': file('cert'),
      'tls-key-file': file('key'),
      'tls-ca-cert-file': file('ca'),
      'tls-auth-clients': 'no',
      'tls-replication': 'yes',
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
