/**
 * How long who is gone counts as there, in real time with the hub's own times: `TIDELINE_REAL_TIME=1`. Two minutes long,
 * so that others run on the hub's clock instead (tests/hub/silence.test.ts).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startWeather } from '../harness/weather.ts'
import {
  connect,
  eventually,
  joinAs,
  member,
  type Member,
  newFolder,
  newTeam,
  NODE,
  nothing,
  focusing,
  online,
  startHub,
} from '../hub/kit.ts'

const LONG = 120_000
const CLIENT = new URL('../../docs/client.mjs', import.meta.url).href

/** Milliseconds until `viewer` is told that this person is gone. */
async function goneAfter(viewer: Member, name: string): Promise<number> {
  const begun = performance.now()
  await eventually(() => viewer.people.get(name)?.live, LONG).toBe(false)
  return performance.now() - begun
}

/** The client in the docs as a program of its own. */
async function program(joined: object) {
  const file = join(await newFolder(), 'program.mjs')
  await writeFile(file, `import { connect } from ${JSON.stringify(CLIENT)}\nconnect(${JSON.stringify(joined)})\n`)
  const child = spawn(NODE, [file], { stdio: 'inherit' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test.skipIf(process.env['TIDELINE_REAL_TIME'] === undefined)(
  'a killed program is gone within 35 seconds, and one without a network within 85; who only lost its connection never is',
  async () => {
    const hub = await startHub()
    const invite = await newTeam(hub)
    const ana = await member(invite, 'Ana')

    const killed = await joinAs(invite, 'Killed')
    const child = await program({ ...killed, invite })
    const proxy = await startWeather(Number(new URL(hub.url).port), { delay: 0, stall: () => 0 })
    onTestFinished(() => proxy.close())
    const far = connect({ ...(await joinAs(invite, 'Far')), url: `http://127.0.0.1:${proxy.port}` })
    const cut = await startWeather(Number(new URL(hub.url).port), { delay: 0, stall: () => 0 })
    onTestFinished(() => cut.close())
    const blinking = connect({ ...(await joinAs(invite, 'Blinking')), url: `http://127.0.0.1:${cut.port}` })
    for (const one of [far, blinking]) {
      await online(one)
      one.link.publish({ ...nothing, presence: focusing() })
    }
    for (const name of ['Killed', 'Far', 'Blinking']) await eventually(() => ana.people.get(name)?.live).toBe(true)
    const blinks: string[] = []
    const watch = setInterval(() => {
      cut.cut()
      if (ana.people.get('Blinking')?.live !== true) blinks.push('gone')
    }, 4_000)
    onTestFinished(() => clearInterval(watch))

    child.kill('SIGKILL')
    await once(child, 'exit')
    proxy.silent = true
    const [dead, silent] = await Promise.all([goneAfter(ana, 'Killed'), goneAfter(ana, 'Far')])
    process.stdout.write(`killed: gone after ${Math.round(dead)} ms; no network: after ${Math.round(silent)} ms\n`)
    expect(dead).toBeGreaterThan(29_000)
    expect(dead).toBeLessThan(35_000)
    expect(silent).toBeGreaterThan(50_000)
    expect(silent).toBeLessThan(85_000)
    expect(blinks).toEqual([])
    expect(far.view().status).not.toBe('online')

    proxy.silent = false
    await eventually(() => ana.people.get('Far'), LONG).toMatchObject({ live: true, presence: { rule: 2 } })
  },
  3 * LONG,
)
