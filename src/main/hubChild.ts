/**
 * "Host a team on this computer": the same hub that `npm run hub` runs, as a child of the app. It is started again when
 * it breaks, keeps its port, and goes when the app goes.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { StartNode } from './ports.ts'

export interface HubChild {
  readonly address: {
    readonly url: string
    /** SHA-256 of the hub's own certificate, where it listens on the local network. */
    readonly fingerprint?: string
    /** Lets the app make teams. */
    readonly ownerKey: string
  }
  stop(): Promise<void>
}

export interface HubChildOptions {
  /** The folder for the hub's data. */
  readonly dataDir: string
  /** Whether others in the local network may reach it. */
  readonly lan: boolean
  /** For a computer in several networks: the address of the one to listen on; all of them where not given. */
  readonly lanAddress?: string
  /** The built hub. */
  readonly entry: string
  readonly startNode: StartNode
  /** Told when it had to be started again, and when it runs again. */
  readonly onChange?: (state: 'broken' | 'running') => void
  /** Milliseconds. */
  readonly times?: Partial<typeof CHILD_TIMES>
}

export const CHILD_TIMES = { ready: 15_000, firstRestart: 500, longestRestart: 30_000, stop: 8_000 }

const Ready = z.object({ url: z.string(), fingerprint: z.string().optional() })
const READY = 'TIDELINE_HUB '

/** Rejects where the hub does not get ready; later breaks are mended by starting it again. */
export async function startHubChild(options: HubChildOptions): Promise<HubChild> {
  const times = { ...CHILD_TIMES, ...options.times }
  let child = startOne(options)
  let stopping = false
  let failures = 0
  let timer: NodeJS.Timeout | null = null

  const again = (): void => {
    if (stopping) return
    options.onChange?.('broken')
    const wait = Math.min(times.longestRestart, times.firstRestart * 2 ** failures)
    failures += 1
    timer = setTimeout(() => {
      child = startOne(options)
      void child.gone.then(again)
      child.ready(times.ready).then(
        () => {
          failures = 0
          options.onChange?.('running')
        },
        () => child.stop(),
      )
    }, wait)
  }

  try {
    const ready = await child.ready(times.ready)
    const ownerKey = (await readFile(join(options.dataDir, 'owner.key'), 'utf8')).trim()
    void child.gone.then(again)
    return {
      address: {
        url: ready.url,
        ownerKey,
        ...(ready.fingerprint === undefined ? {} : { fingerprint: ready.fingerprint }),
      },
      async stop() {
        stopping = true
        if (timer !== null) clearTimeout(timer)
        child.stop()
        await Promise.race([child.gone, after(times.stop)])
      },
    }
  } catch (error) {
    child.stop()
    throw error
  }
}

interface OneChild {
  readonly gone: Promise<void>
  ready(patience: number): Promise<z.infer<typeof Ready>>
  stop(): void
}

function startOne({ dataDir, lan, lanAddress = '0.0.0.0', entry, startNode }: HubChildOptions): OneChild {
  const where = lan ? ['--listen', `${lanAddress}:0`, '--self-signed'] : ['--listen', '127.0.0.1:0']
  const args = ['serve', '--data', dataDir, ...where, '--until-stdin-ends']
  const node = startNode({ entry, args, env: {}, name: 'Tideline hub' })
  const gone = new Promise<void>((done) => node.onExit(() => done()))
  const said = new Promise<z.infer<typeof Ready>>((done) => {
    node.onLine((line) => {
      const ready = line.startsWith(READY) ? Ready.safeParse(parse(line.slice(READY.length))) : null
      if (ready?.success) done(ready.data)
    })
  })
  return {
    gone,
    stop: () => node.stop(),
    ready: (patience) =>
      Promise.race([
        said,
        refusedAfter(gone, 'The hub ended before it was ready'),
        refusedAfter(after(patience), 'The hub did not get ready in time'),
      ]),
  }
}

async function refusedAfter(event: Promise<void>, why: string): Promise<never> {
  await event
  throw new Error(why)
}

const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms).unref())

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
