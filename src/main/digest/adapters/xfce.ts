/**
 * xfce4-notifyd writes a log where the person has switched it on: a key file with one group a notice, named by its time.
 * The senders in it are not to be trusted: version 0.7.3 writes freed memory there. Later versions keep a database
 * instead, which tells us nothing.
 */
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../../core/time/instant.ts'
import type { HeldAdapter } from '../port.ts'
import type { HistoryPlace } from './place.ts'

/** Enough for several hundred notices; a longer log is not read from its beginning. */
const MOST_BYTES = 256 * 1024

export function xfceHistory({ env }: Pick<HistoryPlace, 'env'>, now: () => Instant): HeldAdapter {
  const file = join(env['XDG_CACHE_HOME'] || join(env['HOME'] ?? '/', '.cache'), 'xfce4', 'notifyd', 'log')
  return {
    async mark() {
      const from = now()
      // A log that was never written may still be switched on: its first line then comes with this mute.
      return {
        async take() {
          const text = await tailOf(file)
          if (text === null) return { count: null, senders: [] }
          const since = noticesIn(text).filter((at) => at >= from)
          // An old log that says nothing of the mute may be switched off by now: nothing is told rather than none.
          if (since.length === 0) return { count: null, senders: [] }
          return { count: since.length, senders: [] }
        },
      }
    },
  }
}

/** Null where there is no log. */
async function tailOf(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null)
  if (found === null) return null
  const handle = await open(file)
  try {
    const start = Math.max(0, found.size - MOST_BYTES)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(found.size - start), 0, found.size - start, start)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** When each notice of a log came. */
function noticesIn(text: string): readonly Instant[] {
  return [...text.matchAll(/^\[(\d{4}-\d\d-\d\dT[^\]]+)\]$/gm)]
    .map(([, time]) => Date.parse(time ?? ''))
    .filter((at) => !Number.isNaN(at))
}
