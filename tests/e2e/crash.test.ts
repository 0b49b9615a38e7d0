/** The real app, killed and stopped: what peers of ours lose, it keeps (docs/peers.md). */
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../src/main/cli/talk.ts'
import { type SessionEvent, viewSession } from '../../src/core/focus/session.ts'
import { MINUTE, SECOND } from '../../src/core/time/instant.ts'
import { type SpawnedApp, spawnApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Dunst, startDunst } from '../harness/dunst.ts'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import { waitFor } from '../harness/wait.ts'
import { judgeSessions, readJournal } from '../scenarios/crash/judge.ts'
import { type Random, seeded, upTo } from '../scenarios/crash/machine.ts'

const KILLS = 20
/** What is owed to whoever is left muted: restored this soon, with or without a new start. */
const PATIENCE = 10_000

let desktop: Desktop
let dunst: Dunst
let host: TrayHost
let dataDir: string
let app: SpawnedApp | null = null
let talk: Talk | null = null

beforeAll(async () => {
  desktop = await startDesktop()
  dunst = await startDunst(desktop)
  host = await startTrayHost(desktop)
})
afterAll(async () => {
  await host?.stop()
  await desktop?.stop()
})
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'tideline-crash-'))
})
afterEach(async () => {
  talk?.close()
  await app?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

/** Starts the app without a window and speaks to it. */
async function start(): Promise<{ app: SpawnedApp; talk: Talk }> {
  const started = await spawnApp(desktop, { dataDir, args: ['--hidden'] })
  app = started
  const opened = await waitFor(
    'the app to answer',
    async () => {
      const line = await openTalk(dataDir)
      await line.status()
      return line
    },
    20_000,
  )
  talk = opened
  return { app: started, talk: opened }
}

async function kill(victim: SpawnedApp): Promise<void> {
  await victim.kill()
  talk?.close()
  talk = null
  app = null
}

const events = (): readonly SessionEvent[] => readJournal(fs, dataDir).events

/** One thing that a person does; refused where it makes no sense now, which is an answer too. */
function anyWish(random: Random, { do: wish }: Talk): Promise<unknown> {
  const wishes = [
    () => wish({ type: 'focus.start', minutes: 5 + upTo(random, 40), title: 'Draft' }),
    () => wish({ type: 'focus.toggle' }),
    () => wish({ type: 'focus.pause' }),
    () => wish({ type: 'focus.resume' }),
    () => wish({ type: 'focus.extend', minutes: 5 }),
    () => wish({ type: 'focus.end' }),
    () => wish({ type: 'focus.undoEnd' }),
    () => wish({ type: 'inbox.add', id: `i${upTo(random, 9)}`, title: 'Call back' }),
    () => wish({ type: 'settings.change', change: { defaultMinutes: 5 + upTo(random, 60) } }),
  ]
  return (wishes[upTo(random, wishes.length - 1)] ?? wishes[0])?.().catch(() => null) ?? Promise.resolve()
}

describe(`killed ${KILLS} times`, () => {
  test(
    'the desktop is given back, the session goes on, and nothing is lost or doubled',
    { timeout: 240_000 },
    async () => {
      const random = seeded(20)
      for (let round = 1; round <= KILLS; round += 1) {
        const running = await start()
        for (let steps = upTo(random, 4); steps > 0; steps -= 1) await anyWish(random, running.talk)
        const acknowledged = events()
        // Whatever is asked for last is under way when the end comes.
        void anyWish(random, running.talk)
        await new Promise((resolve) => setTimeout(resolve, upTo(random, 40)))
        await kill(running.app)
        if (round % 2 === 0) await waitFor('the watchdog', async () => !(await dunst.paused()), PATIENCE)
        expect(events().slice(0, acknowledged.length)).toEqual(acknowledged)

        const again = await start()
        const { session } = await again.talk.status()
        const isMuted = session?.phase === 'running'
        await waitFor('the desktop to be as it should', async () => (await dunst.paused()) === isMuted, PATIENCE)
        expect([round, judgeSessions(events(), Date.now())]).toEqual([round, []])
        await kill(again.app)
        await waitFor('the watchdog', async () => !(await dunst.paused()), PATIENCE)
      }
    },
  )
})

describe('the two tests that peers fail', () => {
  test('kill -9: the session is kept, to the same end', async () => {
    const first = await start()
    await first.talk.do({ type: 'focus.start', minutes: 25, title: 'Report' })
    const { session: before } = await first.talk.status()
    await waitFor('the mute', () => dunst.paused())
    await kill(first.app)
    await waitFor('the watchdog', async () => !(await dunst.paused()), PATIENCE)

    const { session: after } = await (await start()).talk.status()
    expect(after).toMatchObject({
      phase: 'running',
      title: 'Report',
      until: before?.until,
      startedAt: before?.startedAt,
    })
    await waitFor('the mute', () => dunst.paused())
    expect(events().map(({ type }) => type)).toEqual(['started', 'gap'])
  })

  test('stopped past the end: it ends at its end, and is told within a second of going on', async () => {
    const running = await start()
    const until = Date.now() + 5 * SECOND
    await running.talk.do({ type: 'focus.start', until, title: 'Report' })
    await waitFor('the mute', () => dunst.paused())
    process.kill(running.app.pid, 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, until - Date.now() + 2 * SECOND))
    // Stopped is not dead: nobody takes the mute from under the living.
    expect(await dunst.paused()).toBe(true)
    process.kill(running.app.pid, 'SIGCONT')
    const from = Date.now()
    await waitFor('the end', () => events().some(({ type }) => type === 'ended'))
    expect(Date.now() - from).toBeLessThan(SECOND)
    await waitFor('the desktop to be given back', async () => !(await dunst.paused()))
    expect(events().at(-1)).toMatchObject({ type: 'ended', at: until, how: 'completed' })
  })

  test('stopped within a session: the end stays where it was', async () => {
    const running = await start()
    await running.talk.do({ type: 'focus.start', minutes: 10 })
    const { session: before } = await running.talk.status()
    process.kill(running.app.pid, 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND))
    process.kill(running.app.pid, 'SIGCONT')
    const { session: after } = await running.talk.status()
    expect(after?.until).toBe(before?.until)
    expect(Math.abs((after?.left ?? 0) - ((after?.until ?? 0) - Date.now()))).toBeLessThan(SECOND)
    const [first, ...rest] = events()
    if (first?.type !== 'started') throw new Error('no session in the journal')
    expect(viewSession([first, ...rest], Date.now()).until).toBe(first.at + 10 * MINUTE)
  })
})
