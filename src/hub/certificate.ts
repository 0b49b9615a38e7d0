/** The certificate of a hub on a local network: made once, kept beside its data, known to clients by its fingerprint. */
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY_LENGTH } from '../core/sync/limits.ts'
import { localAddresses } from './address.ts'
import { replaceFile } from './kept.ts'

export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** SHA-256 of the certificate, in lower-case hex. */
export function fingerprintOf(cert: string): string {
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('hex')
}

/** The kept certificate, or a new one where there is none yet. */
export async function selfSigned(folder: string, now: number): Promise<Certificate> {
  const [certFile, keyFile] = [join(folder, 'self-signed.crt'), join(folder, 'self-signed.key')]
  if (existsSync(certFile)) return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') }
  const made = await makeCertificate(now)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // The certificate last: where it is, its key is.
  await replaceFile(keyFile, made.key)
  await replaceFile(certFile, made.cert)
  return made
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const LIFE = 20 * 365 * DAY_LENGTH

async function makeCertificate(now: number): Promise<Certificate> {
  // The library decorates its classes, which needs this to be there first.
  await import('reflect-metadata')
  const { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const names = ['127.0.0.1', ...localAddresses()].map((value) => ({ type: 'ip' as const, value }))
  // Clients know it by its fingerprint; the computer's own name would be told to everybody in the network.
  const hosts = [{ type: 'dns' as const, value: 'localhost' }]
  const cert = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Tideline hub',
    notBefore: new Date(now - DAY_LENGTH),
    notAfter: new Date(now + LIFE),
    signingAlgorithm: CURVE,
    keys,
    extensions: [new SubjectAlternativeNameExtension([...hosts, ...names])],
  })
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { cert: cert.toString('pem'), key }
}
