import { endProcess } from '../../scripts/lib/children.mjs'
import type { Target } from './bus.ts'
import type { Desktop } from './desktop.ts'
import { waitFor } from './wait.ts'

/** A real dunst on the private desktop. */
export interface Dunst {
  paused(): Promise<boolean>
  setPaused(value: boolean): Promise<void>
  /** 0 to 100; null where this dunst (before 1.12) knows no levels. */
  pauseLevel(): Promise<number | null>
  setPauseLevel(level: number): Promise<void>
  /** How many notices are on screen now. */
  displayed(): Promise<number>
  /** How many are held back or wait for room. */
  waiting(): Promise<number>
  stop(): Promise<void>
}

const NAME = 'org.freedesktop.Notifications'
const DUNST: Target = { name: NAME, path: '/org/freedesktop/Notifications', interface: 'org.dunstproject.cmd0' }

/** Starts dunst and waits until it owns the notifications. */
export async function startDunst({ bus, run }: Desktop): Promise<Dunst> {
  const child = run('dunst', ['-config', '/dev/null'])
  await waitFor('dunst', () => bus.hasOwner(NAME))
  const number = async (property: string) => Number(await bus.get(DUNST, property))
  return {
    paused: async () => (await bus.get(DUNST, 'paused')) === true,
    setPaused: (value) => bus.set(DUNST, 'paused', 'b', value),
    pauseLevel: () => number('pauseLevel').catch(() => null),
    setPauseLevel: (level) => bus.set(DUNST, 'pauseLevel', 'u', level),
    displayed: () => number('displayedLength'),
    waiting: () => number('waitingLength'),
    async stop() {
      await endProcess(child)
      await waitFor('dunst to be gone', async () => !(await bus.hasOwner(NAME)))
    },
  }
}
