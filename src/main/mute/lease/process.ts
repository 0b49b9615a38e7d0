/** Which process holds, so that neither a reused pid nor a restart of the machine passes for it. */
import { readFileSync } from 'node:fs'

export interface ProcessId {
  readonly pid: number
  /** Clock ticks between the machine's start and the process's, as /proc tells. */
  readonly start: string
  /** The kernel's id of this run of the machine. */
  readonly boot: string
}

export function thisProcess(): ProcessId {
  return { pid: process.pid, start: statOf(process.pid)?.start ?? '0', boot: bootId() }
}

/** Whether the process is still the one that was meant. A zombie is not: it holds nothing any more. */
export function isAlive({ pid, start, boot }: ProcessId): boolean {
  if (boot !== bootId()) return false
  const stat = statOf(pid)
  return stat !== null && stat.start === start && !'ZX'.includes(stat.state)
}

function statOf(pid: number): { state: string; start: string } | null {
  const text = readOrNull(`/proc/${pid}/stat`)
  // The name in the second field may hold blanks and brackets; the third field starts after its last bracket.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state !== undefined && start !== undefined ? { state, start } : null
}

const bootId = () => readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? '-'

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
