/** Why the engine cannot be used, in words that somebody can act on. */
import { connect } from 'node:tls'
import type { EngineAddress } from './link.ts'

/** Its message is a whole sentence. */
export class EngineError extends Error {}

/** By what TLS says; the client passes on the words of a Sentinel's refusal, but not its code. */
const CAUSES: readonly [RegExp, (said: string, hasCa: boolean) => string][] = [
  [
    /self-signed certificate|unable to (?:get|verify)|certificate signature failure/i,
    (said, hasCa) =>
      hasCa
        ? `The engine's certificate is not from the authority in --engine-ca (${said}).`
        : `The engine's certificate is not from an authority that this computer knows (${said}); name that authority's certificate with --engine-ca.`,
  ],
  [/altnames/i, (said) => `The engine's certificate is for another name or address (${said}).`],
  [/certificate (?:has expired|is not yet valid)/i, (said) => `The engine's certificate does not hold now (${said}).`],
  // A server that does not speak TLS waits for the end of a line that never comes.
  [
    /timed out|ETIMEDOUT|no answer|secure TLS connection|wrong version number/i,
    () => 'The engine does not answer there in TLS; name its tls-port, or redis:// without TLS.',
  ],
]
const PATIENCE_MS = 2_000

/** `error` is the last thing that went wrong on the way. */
export async function unreached(error: unknown, address: EngineAddress): Promise<EngineError> {
  const cause = (await sentinelsTrouble(address)) ?? error
  const said = cause instanceof Error ? cause.message : ''
  const { tls } = address
  const [, sentence] = (tls === undefined ? null : CAUSES.find(([pattern]) => pattern.test(said))) ?? []
  const hasCa = typeof tls === 'object' && tls.ca !== undefined
  return new EngineError(sentence?.(said, hasCa) ?? 'The engine cannot be reached.', { cause })
}

/** The client says of a Sentinel only that the line is closed: the first one is tried again to learn why. */
async function sentinelsTrouble({ sentinels, sentinelTLS }: EngineAddress): Promise<Error | null> {
  const [first] = sentinels ?? []
  if (first === undefined || sentinelTLS === undefined) return null
  const { host = '127.0.0.1', port = 26_379 } = first
  const socket = connect({ host, port, ...sentinelTLS })
  // What comes after the answer is nobody's concern.
  socket.on('error', () => {})
  try {
    return await new Promise((done) => {
      socket.once('error', done).once('secureConnect', () => done(null))
      socket.setTimeout(PATIENCE_MS, () => done(new Error('no answer')))
    })
  } finally {
    socket.destroy()
  }
}
