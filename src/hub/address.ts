/** Where the hub listens, how it is reached, and whose word about a client's address it takes. */
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

export interface ListenAddress {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
}

/** Reads `HOST:PORT`, `[IPv6]:PORT` or `PORT`; null where it is none of them. */
export function readListen(text: string): ListenAddress | null {
  const [, bracketed, plain, port] = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d{1,5})$/.exec(text) ?? []
  if (port === undefined || Number(port) > 65_535) return null
  return { host: bracketed ?? plain ?? '127.0.0.1', port: Number(port) }
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')
const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** The host to tell others: for a hub on every interface, this computer's address in its network. */
export function advertisedHost(host: string, interfaces = networkInterfaces()): string {
  return isEverywhere(host) ? (localAddresses(interfaces)[0] ?? '127.0.0.1') : host
}

/** Addresses of this computer that others in its network may use; those of container bridges and tunnels come last. */
export function localAddresses(interfaces = networkInterfaces()): string[] {
  const isVirtual = (name: string): boolean =>
    /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt|tailscale|utun)/.test(name)
  const names = Object.keys(interfaces).toSorted((a, b) => Number(isVirtual(a)) - Number(isVirtual(b)))
  const found = names.flatMap((name) => interfaces[name] ?? [])
  return found.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
}

export const urlOf = (scheme: 'http' | 'https', host: string, port: number): string =>
  `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`

/** Reads a list of addresses and networks such as `10.0.0.0/8,::1`; null where one of them is none. */
export function readTrusted(text: string): BlockList | null {
  const trusted = new BlockList()
  for (const part of text.split(',').map((each) => each.trim())) {
    const [address = '', prefix] = part === 'loopback' ? ['127.0.0.0', '8'] : part.split('/')
    const family = isIP(address)
    if (family === 0 || (prefix !== undefined && !isPrefix(prefix, family))) return null
    trusted.addSubnet(address, Number(prefix ?? (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6')
    if (part === 'loopback') trusted.addAddress('::1', 'ipv6')
  }
  return trusted
}

const isPrefix = (text: string, family: number): boolean =>
  /^\d{1,3}$/.test(text) && Number(text) <= (family === 4 ? 32 : 128)

export const isTrusted = (trusted: BlockList, text: string): boolean => {
  const address = text.replace(/^::ffff:/, '')
  const family = isIP(address)
  return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Who asks: the last address in `X-Forwarded-For` that no trusted proxy has, if a trusted proxy sent it. */
export function clientAddress(
  remote: string | undefined,
  forwarded: string | undefined,
  trusted: BlockList | null,
): string {
  const direct = (remote ?? '').replace(/^::ffff:/, '')
  if (trusted === null || forwarded === undefined || !isTrusted(trusted, direct)) return direct
  const hops = forwarded.split(',').map((hop) => hop.trim())
  return hops.toReversed().find((hop) => !isTrusted(trusted, hop)) ?? direct
}
