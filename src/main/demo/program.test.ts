import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { eventually, member, newTeam, NODE, SHORT_TIMES, startHub } from '../../../tests/hub/kit.ts'
import { TEAMMATES } from './people.ts'
import { demoTeamEnv } from './start.ts'
import { playTeam } from './team.ts'
import { liveAs } from './teammate.ts'

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url))

function startProgram(invite: string): { child: ChildProcess; errors: () => string; ready: Promise<unknown> } {
  const child = spawn(NODE, [PROGRAM], {
    env: { ...process.env, ...demoTeamEnv(invite) },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  return { child, errors: () => errors, ready: once(lines, 'line') }
}

test('six people join a real hub, share their split days, and go when the app goes', async () => {
  const hub = await startHub({ times: SHORT_TIMES })
  const invite = await newTeam(hub)
  const me = await member(invite, 'Mia Keller')
  const { child, errors, ready } = startProgram(invite)
  expect(await ready).toEqual(['TIDELINE_DEMO_TEAM ready'])
  await eventually(
    () => TEAMMATES.filter(({ name }) => me.people.get(name)?.plan && me.people.get(name)?.live).length,
  ).toBe(6)
  for (const teammate of TEAMMATES) {
    const seen = me.people.get(teammate.name)
    expect(seen?.plan).toEqual(liveAs(teammate)(Date.now()).out.plan)
    expect(seen?.presence?.zone).toBe(teammate.zone)
  }
  await eventually(() => me.docs.get('agreement')?.body).toMatchObject({ responses: { today: 240 } })
  const votes = (): string[] => Object.values(me.docs.get('proposal.demo-next')?.body?.['votes'] ?? {}).map(String)
  await eventually(() => votes().toSorted((a, b) => a.localeCompare(b))).toEqual(['false', 'true', 'true'])
  expect(me.docs.get('agreement')?.v).toBe(1)
  expect(errors()).toBe('')

  // As when the app is killed: nobody is there to send a signal.
  child.stdin?.destroy()
  await once(child, 'exit')
  await eventually(() => TEAMMATES.map(({ name }) => me.people.get(name)?.gone)).toEqual(
    Array.from({ length: 6 }, () => 'quit'),
  )
})

test('what they do reaches the team as they do it', async () => {
  const hub = await startHub({ times: SHORT_TIMES })
  const invite = await newTeam(hub)
  const me = await member(invite, 'Mia Keller')
  // Every three seconds, so that it begins and ends within the test.
  const open = {
    name: 'Zoe',
    zone: 'UTC',
    day: [['open', '0:00+24h']],
    habits: [{ does: 'focus', every: 3 / 60, offset: 0, lasts: 1.5 / 60 }],
  } as const
  const problems: string[] = []
  const playing = await playTeam({
    invite,
    people: [open],
    now: Date.now,
    random: () => 0.5,
    onProblem: (name, code) => problems.push(`${name} ${code}`),
  })
  onTestFinished(() => playing.stop())
  await eventually(() => me.people.get('Zoe')?.presence?.rule).toBe(2)
  await eventually(() => me.people.get('Zoe')?.presence?.rule).toBe(4)
  expect(problems).toEqual([])
})

test('an invite that is none is said, and nobody is waited for', async () => {
  const { child, errors, ready } = startProgram('https://127.0.0.1:1/nowhere')
  await ready
  expect(errors()).toBe(TEAMMATES.map(({ name }) => `demo: ${name}: invite_malformed\n`).join(''))
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
