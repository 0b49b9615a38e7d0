/** Whether the way to a hub leads through a proxy: as the environment says, else as the system does. */
import { BlockList, isIP } from 'node:net'
import { ProxyError } from './trouble.ts'

/** Answers as browsers' proxy scripts do, such as `PROXY proxy.example:3128; DIRECT`. */
export type ResolveProxy = (url: string) => Promise<string>

let ofSystem: ResolveProxy = () => Promise.resolve('DIRECT')
/** The system's own settings, where there is somebody to ask. */
export function useSystemProxy(resolve: ResolveProxy): void {
  ofSystem = resolve
}

/** The first that says something counts, as proxy-from-env has it. */
const NAMES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']

/** The proxy's address, or null for the straight way. Throws `ProxyError` where only a kind of proxy is left that we do not speak to. */
export async function proxyFor(host: string, port: number): Promise<string | null> {
  if (isNear(host)) return null
  const url = `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`
  const said = NAMES.map((name) => process.env[name] ?? '').find((value) => value !== '')
  if (said === undefined) return firstOf(await ofSystem(url))
  const { getProxyForUrl } = await import('proxy-from-env')
  if (getProxyForUrl(url) === '') return null
  // proxy-from-env would speak TLS to a proxy without a scheme; curl does not, and nobody means it.
  return spoken(said.includes('://') ? said : `http://${said}`)
}

function firstOf(answer: string): string | null {
  const [kind = '', where] = (answer.split(';')[0] ?? '').trim().split(/\s+/)
  if (where === undefined || /^direct$/i.test(kind)) return null
  return spoken(`${SCHEMES[kind.toLowerCase()] ?? kind}://${where}`)
}

/** A proxy script's words, as Chromium takes them: what works in a browser works here, names looked up where it would. */
const SCHEMES: Readonly<Record<string, string>> = {
  proxy: 'http',
  http: 'http',
  https: 'https',
  socks: 'socks4',
  socks4: 'socks4',
  socks5: 'socks5h',
}

export const isSocks = (proxy: string): boolean => /^socks(4a?|5h?)?:\/\//i.test(proxy)

function spoken(proxy: string): string {
  if ((/^https?:\/\//i.test(proxy) || isSocks(proxy)) && URL.canParse(proxy)) return proxy
  throw new ProxyError('kind')
}

/** What is on this computer or in its own network is never behind a proxy, and no proxy needs to hear of it. */
function isNear(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  const kind = isIP(bare)
  if (kind === 0) return /(^|\.)localhost$|\.local$/i.test(bare)
  return NEAR.check(bare, kind === 4 ? 'ipv4' : 'ipv6')
}

const NEAR = new BlockList()
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NEAR.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NEAR.addSubnet(net, bits, 'ipv6')
