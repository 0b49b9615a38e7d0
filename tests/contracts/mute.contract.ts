/** What every mute adapter and every mute port promises. Run over the fakes and, live, over the real ones. */
import { execFile } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commandLine, LEFT_ALONE } from '../../src/main/mute/host/shell.ts'
import type { MuteAdapter, MutePort, MuteReport, MuteValue } from '../../src/main/mute/port.ts'

interface Switch {
  /** What the person does at the desktop's own switch, not through the code under test. */
  setByHand(muted: boolean): Promise<void> | void
}

export interface AdapterUnderTest extends Switch {
  readonly adapter: MuteAdapter
  /** The environment in which a shell restores; null where the desktop ends our mute by itself. */
  readonly shell: NodeJS.ProcessEnv | null
  close(): Promise<void> | void
}

export function adapterContract(
  name: string,
  open: () => Promise<AdapterUnderTest>,
  { blind = false }: Pick<Peculiar, 'blind'> = {},
): void {
  describe(`the mute adapter of ${name}`, () => {
    let under: AdapterUnderTest
    let found: MuteValue
    beforeEach(async () => {
      under = await open()
      await under.setByHand(false)
      found = await under.adapter.read()
    })
    afterEach(() => under.close())

    test.skipIf(blind)('reads what a person set by hand', async () => {
      expect(under.adapter.isMuted(found)).toBe(false)
      await under.setByHand(true)
      expect(under.adapter.isMuted(await under.adapter.read())).toBe(true)
    })

    test('mutes to the value it announced', async () => {
      const ours = await under.adapter.mute(found)
      expect(ours).toEqual(under.adapter.target(found))
      expect(under.adapter.isMuted(ours)).toBe(true)
      expect(await under.adapter.read()).toEqual(ours)
    })

    test('restores exactly what it found, also from what was written down', async () => {
      const kept = JSON.parse(JSON.stringify(found)) as MuteValue
      await under.adapter.mute(found)
      await under.adapter.restore(kept)
      expect(await under.adapter.read()).toEqual(found)
    })

    test.skipIf(blind)('tells of a change by hand, where it tells at all', async ({ skip }) => {
      const { watch } = under.adapter
      if (watch === undefined) return skip()
      let heard = 0
      const leave = watch(() => void (heard += 1))
      await under.adapter.mute(found)
      await settled()
      heard = 0
      await under.setByHand(false)
      await expect.poll(() => heard).toBeGreaterThan(0)
      leave()
    })

    test('a shell restores without us, and only what is still ours', async () => {
      const command = under.adapter.restoreCommand(found, under.adapter.target(found))
      expect(command === null).toBe(under.shell === null)
      if (command === null || under.shell === null) return
      expect(commandLine(command), 'a lease has one fact a line').not.toContain('\n')
      await under.adapter.mute(found)
      const first = await exitOf(command, under.shell)
      const restored = await under.adapter.read()
      const second = await exitOf(command, under.shell)
      // oxlint-disable-next-line vitest/no-conditional-expect -- where the desktop ends our mute by itself there is no shell to test
      expect([first, restored, second, await under.adapter.read()]).toEqual([0, found, LEFT_ALONE, found])
    })
  })
}

/** Lets the news of our own change pass, so that only the change by hand is heard. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

function exitOf(command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    const child = execFile(file, args, { env }, () => resolve(child.exitCode ?? -1))
  })
}

export interface PortUnderTest extends Switch {
  open(owner: string): MutePort
  isMuted(): Promise<boolean> | boolean
  close(): Promise<void> | void
}

export interface Peculiar {
  /** The desktop counts mutes itself: ours lies on top of the person's own and is never `alreadyMuted`. */
  readonly counted?: boolean
  /** The desktop tells nobody of changes: they are seen at the next wish. */
  readonly silent?: boolean
  /** What the person does by hand cannot be read. */
  readonly blind?: boolean
  /** Holders are not counted: one instance at a time. */
  readonly alone?: boolean
}

export function portContract(
  name: string,
  open: () => Promise<PortUnderTest>,
  { counted = false, silent = false, blind = false, alone = false }: Peculiar = {},
): void {
  describe(`the mute port over ${name}`, () => {
    let under: PortUnderTest
    let ports: MutePort[]
    const openPort = (owner: string) => {
      const port = under.open(owner)
      ports.push(port)
      return port
    }
    beforeEach(async () => {
      under = await open()
      ports = []
      await under.setByHand(false)
    })
    afterEach(async () => {
      await Promise.all(ports.map((port) => port.stop()))
      await under.close()
    })

    test('touches nothing without a wish', async () => {
      const port = openPort('one')
      expect(await port.recover()).toEqual({ restored: false, adapter: null })
      expect(await port.want(null)).toMatchObject({ held: false, alreadyMuted: false, since: null, problem: null })
      expect(await under.isMuted()).toBe(false)
    })

    test('mutes, and gives back what it found', async () => {
      const port = openPort('one')
      const report = await port.want({ until: null })
      expect(report).toMatchObject({ held: true, alreadyMuted: false, problem: null })
      expect(report.since).toBeTypeOf('number')
      expect(await under.isMuted()).toBe(true)
      expect(await port.want(null)).toMatchObject({ held: false, since: null, problem: null })
      expect(await under.isMuted()).toBe(false)
    })

    test('the same wish again changes nothing and tells nobody', async () => {
      const port = openPort('one')
      const first = await port.want({ until: null })
      const told: MuteReport[] = []
      port.onChange((report) => told.push(report))
      expect(await port.want({ until: null })).toEqual(first)
      expect(told).toEqual([])
    })

    test('the newest wish wins', async () => {
      const port = openPort('one')
      await Promise.all([port.want({ until: null }), port.want(null), port.want({ until: null }), port.want(null)])
      expect([port.report().held, await under.isMuted()]).toEqual([false, false])
      await Promise.all([port.want(null), port.want({ until: null })])
      expect([port.report().held, await under.isMuted()]).toEqual([true, true])
    })

    test.skipIf(counted)('muted before: untouched from first to last', async () => {
      await under.setByHand(true)
      const port = openPort('one')
      expect(await port.want({ until: null })).toMatchObject({ held: true, alreadyMuted: true, problem: null })
      expect(await under.isMuted()).toBe(true)
      expect(await port.want(null)).toMatchObject({ held: false, alreadyMuted: false })
      expect(await under.isMuted()).toBe(true)
    })

    test.skipIf(alone)('two owners never unmute each other; the last one restores', async () => {
      const [one, two] = [openPort('one'), openPort('two')]
      await one.want({ until: null })
      await two.want({ until: null })
      await one.want(null)
      expect([two.report().held, await under.isMuted()]).toEqual([true, true])
      await two.want(null)
      expect(await under.isMuted()).toBe(false)
    })

    test.skipIf(counted)('two owners at once leave a muted desktop muted', async () => {
      await under.setByHand(true)
      const [one, two] = [openPort('one'), openPort('two')]
      const reports = await Promise.all([one.want({ until: null }), two.want({ until: null })])
      expect(reports.map(({ alreadyMuted }) => alreadyMuted)).toEqual([true, true])
      await Promise.all([one.want(null), two.want(null)])
      expect(await under.isMuted()).toBe(true)
    })

    test.skipIf(blind)('switched off by hand: said, left alone, and not switched off again at the end', async () => {
      const port = openPort('one')
      await port.want({ until: null })
      const undone = nextReport(port, ({ problem }) => problem === 'undone')
      await under.setByHand(false)
      if (silent) void port.want({ until: null })
      expect(await undone).toMatchObject({ held: true, problem: 'undone' })
      expect(await under.isMuted()).toBe(false)
      expect(await port.want(null)).toMatchObject({ held: false, problem: null })
      expect(await under.isMuted()).toBe(false)
    })

    test.skipIf(blind)('a new wish after that mutes again', async () => {
      const port = openPort('one')
      await port.want({ until: null })
      const undone = nextReport(port, ({ problem }) => problem === 'undone')
      await under.setByHand(false)
      if (silent) void port.want({ until: null })
      await undone
      await port.want(null)
      await port.want({ until: null })
      expect([port.report().problem, await under.isMuted()]).toEqual([null, true])
    })

    test('ends by itself when its time is over, and a wish for the past is none', async () => {
      const port = openPort('one')
      const until = Date.now() + 400
      expect(await port.want({ until })).toMatchObject({ held: true })
      await nextReport(port, ({ held }) => !held)
      expect(Date.now()).toBeGreaterThanOrEqual(until)
      expect(await under.isMuted()).toBe(false)
      expect(await port.want({ until })).toMatchObject({ held: false })
      expect(await under.isMuted()).toBe(false)
    })

    test('an extended wish lasts longer', async () => {
      const port = openPort('one')
      const { since } = await port.want({ until: Date.now() + 300 })
      const until = Date.now() + 900
      expect(await port.want({ until })).toMatchObject({ held: true, since })
      await nextReport(port, ({ held }) => !held)
      expect(Date.now()).toBeGreaterThanOrEqual(until)
    })

    test('recovering does not take the mute from a living owner', async () => {
      const [one, two] = [openPort('one'), openPort('two')]
      await one.want({ until: null })
      expect(await two.recover()).toEqual({ restored: false, adapter: null })
      expect(await under.isMuted()).toBe(true)
    })

    test('stopping gives the hold back', async () => {
      const port = openPort('one')
      await port.want({ until: null })
      await port.stop()
      expect(await under.isMuted()).toBe(false)
    })

    test('tells listeners of each change until they leave', async () => {
      const port = openPort('one')
      const told: boolean[] = []
      const leave = port.onChange(({ held }) => told.push(held))
      await port.want({ until: null })
      await port.want(null)
      leave()
      await port.want({ until: null })
      expect(told.filter((held, at) => held !== told[at - 1])).toEqual([true, false])
    })
  })
}

export function nextReport(port: MutePort, isIt: (report: MuteReport) => boolean): Promise<MuteReport> {
  return new Promise((resolve) => {
    if (isIt(port.report())) resolve(port.report())
    const leave = port.onChange((report) => {
      if (!isIt(report)) return
      leave()
      resolve(report)
    })
  })
}
