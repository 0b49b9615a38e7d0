/**
 * The lease as text, one fact a line, since the watchdog reads it too, and that is a plain shell:
 *
 *     tideline-mute 1
 *     state {"adapter":"dunst","already":false,"previous":false,"ours":true,"since":1795327856317}
 *     restore /bin/sh -c '…'
 *     mirror /home/…/mute-xfce.lease
 *     login /home/…/autostart/tideline-restore-mute.desktop
 *     holder 4242 918273 2f6c…-boot data%2Fone 1795330856317
 */
import { z } from 'zod'
import type { ProcessId } from './process.ts'

const HEAD = 'tideline-mute 1'

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()])

const State = z.object({
  adapter: z.string(),
  /** The person had muted before us: nothing was set, nothing will be restored. */
  already: z.boolean(),
  /** What the desktop had before. */
  previous: Value,
  /** What we set; restored only while the desktop still has it. */
  ours: Value,
  /** Since when, in ms since the epoch. */
  since: z.number(),
})

export interface Holder extends ProcessId {
  readonly owner: string
  /** When the hold ends by itself, in ms since the epoch; null: when given back. */
  readonly until: number | null
}

export interface Lease extends Readonly<z.infer<typeof State>> {
  /** What a shell runs to restore; empty where there is nothing to restore. */
  readonly restore: string
  /** Where the copy lies that outlives the machine's restart; null where the desktop forgets by itself. */
  readonly mirror: string | null
  /** The entry that restores at login after a power cut; null as above. */
  readonly login: string | null
  readonly holders: readonly Holder[]
}

/** How a holder's line starts: what tells it from all others. */
export const holderKey = ({ pid, start, boot, owner }: Omit<Holder, 'until'>): string =>
  [pid, start, boot, encodeURIComponent(owner)].join(' ')

export function printLease({ restore, mirror, login, holders, ...state }: Lease): string {
  const lines = [HEAD, `state ${JSON.stringify(State.parse(state))}`]
  // The watchdog reads line by line; half a command would be worse than none.
  if (restore.includes('\n')) throw new Error('a restore command must be one line')
  if (restore !== '') lines.push(`restore ${restore}`)
  if (mirror !== null) lines.push(`mirror ${mirror}`)
  if (login !== null) lines.push(`login ${login}`)
  for (const holder of holders) lines.push(`holder ${holderKey(holder)} ${holder.until ?? '-'}`)
  return `${lines.join('\n')}\n`
}

/** Null where the text is no lease that we understand. */
export function parseLease(text: string): Lease | null {
  const [head, ...lines] = text.split('\n')
  const rest = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  const state = State.safeParse(jsonOrNull(rest('state')[0] ?? ''))
  if (head !== HEAD || !state.success) return null
  const holders = rest('holder').map(parseHolder)
  return {
    ...state.data,
    restore: rest('restore')[0] ?? '',
    mirror: rest('mirror')[0] ?? null,
    login: rest('login')[0] ?? null,
    holders: holders.filter((holder) => holder !== null),
  }
}

function parseHolder(line: string): Holder | null {
  const [pid, start, boot, owner, until] = line.split(' ')
  if (!pid || !start || !boot || owner === undefined || !/^\d+$/.test(pid)) return null
  return {
    pid: Number(pid),
    start,
    boot,
    owner: decoded(owner),
    until: until === undefined || until === '-' ? null : Number(until),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
