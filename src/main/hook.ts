/** Runs the person's own program when focus starts, pauses, goes on and ends: one at a time, after the desktop was muted. */
import { type HookCall, hookCalls } from './hook/events.ts'
import { HOOK_LIMITS, type HookEnd } from './hook/run.ts'
import type { Loop } from './loop.ts'
import type { Stop } from './ports.ts'

export interface HookParts {
  readonly loop: Pick<Loop, 'state' | 'dispatch' | 'subscribe'>
  /** Runs the program with these variables; never rejects. */
  readonly run: (argv: readonly string[], call: HookCall) => Promise<HookEnd>
  readonly record: (call: HookCall, end: HookEnd) => void
}

export interface Hook {
  /** Hears no more, and waits a moment for the run under way. */
  stop(): Promise<void>
}

/** A program that hangs must not gather hundreds of others behind it. */
const MOST_WAITING = 20
/** A goodbye must not take long; the program may outlive us. */
const GOODBYE_MS = 1_500

export function followHook({ loop, run, record }: HookParts): Hook {
  let waiting: readonly { readonly argv: readonly string[]; readonly call: HookCall }[] = []
  let working: Promise<void> | null = null

  const stopHearing: Stop = loop.subscribe((before, after) => {
    const argv = after.settings.hook
    if (argv.length === 0 || before.session.current === after.session.current) return
    const calls = hookCalls(before.session.current, after.session.current).map((call) => ({ argv, call }))
    waiting = [...waiting, ...calls].slice(0, MOST_WAITING)
    if (calls.length > 0) working ??= work()
  })

  async function work(): Promise<void> {
    // The mute was not even asked for when the state changed: it goes first.
    await new Promise((resolve) => void setImmediate(resolve))
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      waiting = waiting.slice(1)
      const end = await run(next.argv, next.call)
      record(next.call, end)
      await tell(end)
    }
    working = null
  }

  async function tell(end: HookEnd): Promise<void> {
    if (end.how === 'exit' && end.code === 0) return
    const values = { how: end.how, code: end.how === 'exit' ? end.code : 0, seconds: HOOK_LIMITS.patience / 1000 }
    await loop.dispatch({ type: 'notice.tell', key: 'notice.hook', values, tone: 'problem' })
  }

  return {
    async stop() {
      stopHearing()
      if (working === null) return
      const enough = new Promise<void>((resolve) => void setTimeout(resolve, GOODBYE_MS).unref())
      await Promise.race([working, enough])
    },
  }
}
