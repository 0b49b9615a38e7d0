/**
 * Whose word counts for a hub's certificate: Node's own list, the system's, and a file that the person names. Node alone
 * does not look at the system's list, where a company or a family keeps an authority of its own.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import * as tls from 'node:tls'
import { AuthoritiesError } from './trouble.ts'

/** Where Linux and BSD systems keep theirs; the first that is there counts. */
const SYSTEM_FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

let known: { readonly named: string; readonly context: SecureContext } | null = null

/** Read once; another file needs another start. Throws `AuthoritiesError`. */
export function authorities(env: NodeJS.ProcessEnv = process.env): SecureContext {
  const named = [env['TIDELINE_CA_FILE'], env['NODE_EXTRA_CA_CERTS']].filter(
    (file) => file !== undefined && file !== '',
  )
  const name = named.join('\n')
  if (known?.named !== name) {
    const ca = [...rootCertificates, ...ofSystem(env), ...named.map((file) => readNamed(file ?? ''))]
    known = { named: name, context: contextOf(ca) }
  }
  return known.context
}

function contextOf(ca: string[]): SecureContext {
  try {
    return createSecureContext({ ca })
  } catch (error) {
    throw new AuthoritiesError('The authorities cannot be read', { cause: error })
  }
}

function readNamed(file: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  } catch (error) {
    throw new AuthoritiesError(file, { cause: error })
  }
  throw new AuthoritiesError(file)
}

/** Empty where the system does not say. */
function ofSystem(env: NodeJS.ProcessEnv): string[] {
  const file = [env['SSL_CERT_FILE'] ?? '', ...SYSTEM_FILES].find((path) => path !== '' && existsSync(path))
  try {
    if (file !== undefined) return [readFileSync(file, 'utf8')]
    // Node 22.15 and newer; Electron 33 has none.
    return 'getCACertificates' in tls ? tls.getCACertificates('system') : []
  } catch {
    return []
  }
}
