/** Whom a program and its children speak to over the network, as the kernel knows it (Linux). */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Remote ends such as `127.0.0.1:8787`; `listens` and `udp` where a socket waits for anybody. */
export function networkPeers(pid: number): Set<string> {
  const tree = [pid, ...childrenOf(pid)]
  return new Set(tree.flatMap((each) => peersOf(each)))
}

/** Every descendant of a process. */
export function childrenOf(pid: number): number[] {
  const direct = quietly(() => readdirSync(`/proc/${pid}/task`), []).flatMap((task) =>
    quietly(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'), '')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  )
  return direct.flatMap((child) => [child, ...childrenOf(child)])
}

function peersOf(pid: number): string[] {
  const links = quietly(() => readdirSync(`/proc/${pid}/fd`), []).map((fd) =>
    quietly(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''),
  )
  const inodes = new Set(
    links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]).filter((inode) => inode !== undefined),
  )
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    rowsOf(pid, kind)
      .filter(({ inode }) => inodes.has(inode))
      .map(({ peer }) => peer),
  )
}

function rowsOf(pid: number, kind: string): { inode: string; peer: string }[] {
  const lines = quietly(() => readFileSync(`/proc/${pid}/net/${kind}`, 'utf8'), '')
    .split('\n')
    .slice(1)
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(({ length }) => length > 9)
    .map((row) => {
      const [, , remote = '', state] = row
      const peer = kind.startsWith('udp') ? `udp ${address(remote)}` : state === '0A' ? 'listens' : address(remote)
      return { inode: row[9] ?? '', peer }
    })
}

function address(text: string): string {
  const [host = '', port = ''] = text.split(':')
  const bytes = (host.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).toReversed()
  return `${bytes.length === 4 ? bytes.join('.') : host}:${Number.parseInt(port, 16)}`
}

/** Processes come and go while one looks. */
function quietly<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}
