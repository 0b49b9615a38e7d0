/** One question to a hub over HTTP, with an end in time and in size. */
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { z } from 'zod'
import { ErrorReply } from '../../core/sync/doors.ts'
import { agentFor } from './agent.ts'
import { failureOf, stranger } from './failure.ts'

export interface Question<T> {
  /** Of the hub. */
  readonly url: string
  readonly fingerprint?: string
  readonly route: string
  readonly bearer?: string
  readonly body: unknown
  readonly reply: z.ZodType<T>
  /** Milliseconds. */
  readonly timeout: number
  /** Bytes that the answer may have; 64 KiB where not given. */
  readonly largest?: number
}

export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'refused'; readonly error: ErrorReply }
  | { readonly kind: 'failed'; readonly reason: ReturnType<typeof failureOf> }

const LARGEST_REPLY = 64 * 1024

export async function ask<T>(question: Question<T>): Promise<Answer<T>> {
  try {
    const { response, text } = await exchange(question)
    return understand(question, response, text)
  } catch (error) {
    return { kind: 'failed', reason: failureOf(error) }
  }
}

function understand<T>({ reply }: Question<T>, response: IncomingMessage, text: string): Answer<T> {
  const status = response.statusCode ?? 0
  const body = parse(text)
  const answered = status === 200 ? reply.safeParse(body) : null
  if (answered?.success) return { kind: 'answered', value: answered.data }
  const refused = status >= 400 ? ErrorReply.safeParse(body) : null
  if (refused?.success) return { kind: 'refused', error: refused.data }
  return { kind: 'failed', reason: stranger(response) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function exchange({
  url,
  fingerprint,
  route,
  bearer,
  body,
  timeout,
  largest,
}: Question<unknown>): Promise<{ response: IncomingMessage; text: string }> {
  const signal = AbortSignal.timeout(timeout)
  const headers = {
    'content-type': 'application/json',
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  }
  const agent = agentFor(url, fingerprint)
  const options = { method: 'POST', headers, signal, ...(agent === undefined ? {} : { agent }) }
  const open = url.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((done, failed) => {
    const request = open(`${url}${route}`, options, (response) => {
      read(response, largest).then((text) => done({ response, text }), failed)
    })
    request.on('error', failed)
    request.end(JSON.stringify(body))
  })
}

const bytesOf = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))

/** At most so many bytes; more counts as no answer of a hub. */
export async function read(response: IncomingMessage, largest = LARGEST_REPLY): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const bytes = bytesOf(chunk)
    size += bytes.length
    if (size > largest) return ''
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}
