/** The embedded store: killed at random moments, on a full disk and on one that is read-only. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  away,
  eventually,
  greeted,
  HUB_ENTRY,
  joinAs,
  member,
  newTeam,
  NODE,
  nothing,
  putFrame,
  startHub,
} from '../hub/kit.ts'
import { dice } from '../hub/model.ts'

vi.setConfig({ testTimeout: 300_000 })

/** Fifty by `TIDELINE_ROUNDS=50`. */
const ROUNDS = Number(process.env['TIDELINE_ROUNDS'] ?? 5)

test('kill -9 at random moments: nothing confirmed is lost, no number is used twice, ready at once', async () => {
  const roll = dice(ROUNDS)
  let hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, eve] = [await joinAs(invite, 'Ana'), await joinAs(invite, 'Eve')]
  const seen = new Map<number, string>()
  const ready: number[] = []
  let confirmed = { manual: -1, doc: 0 }
  let count = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const [writer, viewer] = [await greeted(ana), await greeted(eve)]
    const sent = new Map<number, { manual?: number; doc?: number }>()
    const kept = { manual: -1, doc: 0 }
    for (let more = true; more;) {
      const sync = await writer.frame('sync')
      for (const { p, manual } of sync.items) if (p === ana.person) kept.manual = Number(manual?.text ?? -1)
      for (const { v } of sync.docs ?? []) kept.doc = v
      more = sync.more
    }
    expect(kept.manual).toBeGreaterThanOrEqual(confirmed.manual)
    expect(kept.doc).toBeGreaterThanOrEqual(confirmed.doc)
    let version = kept.doc
    const pour = setInterval(
      () => {
        count += 1
        const frame = putFrame('manual', away(String(count)))
        sent.set(frame.id, { manual: count })
        writer.say(frame)
        const doc = `checkin.${ana.person}.2026-11-20`
        const id = frame.id + 1_000_000
        sent.set(id, { doc: version + 1 })
        writer.say({ t: 'doc', id, doc, base: version, body: { did: String(count) } })
        version += 1
      },
      1 + roll(4),
    )
    const enough = 1 + roll(30)
    await eventually(() => writer.frames.filter(({ t }) => t === 'ack').length).toBeGreaterThan(enough)
    await hub.kill('SIGKILL')
    clearInterval(pour)
    for (const frame of writer.frames) {
      const what = frame.t === 'ack' && frame.stale !== true ? sent.get(frame.id) : undefined
      confirmed = { manual: what?.manual ?? confirmed.manual, doc: what?.doc ?? confirmed.doc }
    }
    for (const frame of viewer.frames) {
      if (frame.t !== 'up') continue
      const what = JSON.stringify([frame.items, frame.docs])
      expect(seen.get(frame.r) ?? what).toBe(what)
      seen.set(frame.r, what)
    }
    const killed = performance.now()
    hub = await startHub({ data: hub.data })
    ready.push(performance.now() - killed)
  }
  const slowest = Math.round(Math.max(...ready))
  process.stdout.write(`killed ${ROUNDS} times: ready after ${slowest} ms at most, starting Node included\n`)
})

/** A small disk of its own; null where this user may not mount one. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'tideline-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmdirSync(folder)
    return null
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
    rmdirSync(folder)
  })
  return folder
}

test('a full disk, then a read-only one: writes are refused by name, reading goes on, and it recovers by itself', async (context) => {
  const disk = smallDisk()
  if (disk === null) return context.skip('mounting needs root')
  const hub = await startHub({ data: disk })
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const client = await greeted(ben)
  const ready = async () => (await fetch(`${hub.url}/readyz`)).status
  const big = 'x'.repeat(140)
  const refused = async (): Promise<void> => {
    await eventually(() => {
      client.say(putFrame('manual', away(big)))
      return client.frames.some((frame) => frame.t === 'nack' && frame.code === 'store')
    }, 20_000).toBe(true)
    await eventually(ready).toBe(503)
    expect(await joinAs(invite, 'Chi').catch((error: Error) => error.message)).toBe('store')
    const viewer = await greeted(ben)
    expect(await viewer.frame('sync')).toMatchObject({ full: true })
  }
  const recovered = async (text: string): Promise<void> => {
    await eventually(ready, 20_000).toBe(200)
    ana.link.publish({ ...nothing, manual: away(text) })
    await eventually(() => ana.people.get('Ana')?.manual?.text, 20_000).toBe(text)
    await eventually(() => ana.view().pending, 20_000).toBe(false)
    client.frames.length = 0
  }
  const filler = join(disk, 'filler')
  let size = 4 * 1024 * 1024
  while (size > 512) {
    try {
      writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
    } catch {
      size >>= 1
    }
  }
  await refused()
  rmSync(filler)
  await recovered('after the full disk')

  await hub.kill('SIGTERM')
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const refusal = spawnSync(NODE, [HUB_ENTRY, 'serve', '--data', disk, '--listen', '127.0.0.1:0'], { encoding: 'utf8' })
  expect(refusal).toMatchObject({ status: 1, stderr: expect.stringContaining('The disk is read-only') })
  execFileSync('mount', ['-o', 'remount,rw', disk])
  const again = await startHub({ data: disk })
  expect(again.url).toBe(hub.url)
  await eventually(() => ana.view().status, 20_000).toBe('online')
  await recovered('after the read-only disk')
})
