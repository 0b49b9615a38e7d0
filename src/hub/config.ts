/** From the words on the command line to what the hub runs with; every refusal is one sentence. */
import { readFile } from 'node:fs/promises'
import type { BlockList } from 'node:net'
import { type Times, TIMES } from '../core/sync/limits.ts'
import { isLoopback, type ListenAddress, readListen, readTrusted } from './address.ts'
import { type Certificate, selfSigned } from './certificate.ts'
import { type Rate, type Rates, RATES } from './limits.ts'

export interface ServeWords {
  readonly data: string
  readonly listen: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly selfSigned?: boolean
  readonly trustProxy?: string
  readonly publicUrl?: string
  readonly engine?: string
  /** The file of the authority whose certificates the engine has. */
  readonly engineCa?: string
  readonly engineReplicas?: string
  readonly times?: string
  readonly rates?: string
  readonly untilStdinEnds?: boolean
  readonly metrics?: string
  readonly check?: boolean
}

export interface ServeConfig {
  readonly listen: ListenAddress
  readonly times: Times
  readonly rates: Rates
  readonly trusted?: BlockList
  readonly publicUrl?: string
  /** Where `/metrics` is; nowhere unless told. */
  readonly metrics?: ListenAddress
}

/** What the user can mend; its message is a whole sentence. */
export class UsageError extends Error {}

export function readConfig(words: ServeWords): ServeConfig {
  const listen = readAddress(words.listen)
  const trusted = words.trustProxy === undefined ? undefined : readTrusted(words.trustProxy)
  if (trusted === null)
    throw new UsageError(`"${words.trustProxy}" is not a list of addresses or networks such as 10.0.0.0/8,::1.`)
  checkTls(words, listen)
  const publicUrl = words.publicUrl === undefined ? undefined : readPublicUrl(words.publicUrl)
  return {
    listen,
    times: readTimes(words.times),
    rates: readRates(words.rates),
    ...(trusted === undefined ? {} : { trusted }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(words.metrics === undefined ? {} : { metrics: readAddress(words.metrics) }),
  }
}

function readAddress(text: string): ListenAddress {
  const address = readListen(text)
  if (address !== null) return address
  throw new UsageError(`"${text}" is not an address to listen on; it looks like 127.0.0.1:8787.`)
}

function checkTls(words: ServeWords, listen: ListenAddress): void {
  if ((words.tlsCert === undefined) !== (words.tlsKey === undefined))
    throw new UsageError('--tls-cert and --tls-key only work together.')
  if (words.tlsCert !== undefined && words.selfSigned)
    throw new UsageError('Choose one of --tls-cert and --self-signed.')
  const isSafe = words.tlsCert !== undefined || words.selfSigned === true || words.trustProxy !== undefined
  if (isLoopback(listen.host) || isSafe) return
  throw new UsageError(
    `Others can reach ${listen.host}, so what they send must be encrypted: add --self-signed, --tls-cert and --tls-key, or --trust-proxy for a proxy that ends TLS.`,
  )
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UsageError(`"${text}" is not the address of a hub; it looks like https://hub.example.org.`)
  }
  return url.href.replace(/\/+$/, '')
}

/** Reads `name=number,name=number`. */
function readPairs(flag: string, names: readonly string[], text: string | undefined): [string, number][] {
  const pairs = text === undefined || text === '' ? [] : text.split(',')
  return pairs.map((pair) => {
    const [name = '', value = ''] = pair.split('=')
    if (names.includes(name) && /^\d+$/.test(value) && Number(value) > 0) return [name, Number(value)]
    throw new UsageError(`${flag} takes name=number, with the names ${names.join(', ')}.`)
  })
}

function readTimes(text: string | undefined): Times {
  return { ...TIMES, ...Object.fromEntries(readPairs('--times', Object.keys(TIMES), text)) }
}

function readRates(text: string | undefined): Rates {
  const pairs = new Map(readPairs('--rates', Object.keys(RATES), text))
  const at = (name: keyof Rates): Rate => {
    const value = pairs.get(name)
    return value === undefined ? RATES[name] : { ...RATES[name], burst: value, count: value }
  }
  return {
    puts: at('puts'),
    papers: at('papers'),
    refusedPuts: at('refusedPuts'),
    frames: at('frames'),
    badFrames: at('badFrames'),
    connectsByDevice: at('connectsByDevice'),
    connectsByAddress: at('connectsByAddress'),
    joinsByAddress: at('joinsByAddress'),
    joinsByInvite: at('joinsByInvite'),
  }
}

export async function readCertificate(
  words: ServeWords,
  folder: string,
  now: number,
): Promise<Certificate | undefined> {
  if (words.selfSigned) return selfSigned(folder, now)
  if (words.tlsCert === undefined || words.tlsKey === undefined) return undefined
  return { cert: await readPem(words.tlsCert), key: await readPem(words.tlsKey) }
}

export async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new UsageError(`${file} cannot be read.`)
  }
}
