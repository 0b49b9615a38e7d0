/** `npm start -- --demo` with real parts: Electron, a hub that the app hosts, and six teammates who speak the protocol. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { TEAMMATES } from '../../src/main/demo/people.ts'
import { TeamReport } from '../../src/core/app/report/team.ts'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let dataDir: string
let app: RunningApp

const start = () => startApp(desktop, { dataDir, args: ['--demo'], env: { TZ: 'Europe/Lisbon' } })
const demo = (...args: string[]) => cli(dataDir, '--demo', ...args)

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-demo-'))
  await writeFile(path.join(dataDir, 'plan.json'), 'the own plan of the person')
  desktop = await startDesktop()
  app = await start()
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function liveTeammates(): Promise<TeamReport['teams'][number]['members'] | false> {
  const { exit, out } = await demo('team', 'list', '--json')
  if (exit !== 0) return false
  const [team] = TeamReport.parse(JSON.parse(out)).teams
  const members = team?.members.filter(({ asOf, zone }) => asOf === null && zone !== null) ?? []
  return members.length === TEAMMATES.length && members
}

test('opens with a lived-in day and six live teammates in their own zones', async () => {
  const planner = await app.window('planner')
  await planner.getByText('Draft the spec').first().waitFor()
  const members = await waitFor('six live teammates', liveTeammates, 30_000)
  expect(new Set(members.map(({ zone }) => zone))).toEqual(new Set(TEAMMATES.map(({ zone }) => zone)))
  await demo('open', 'team')
  const team = await app.window('team')
  for (const { name } of TEAMMATES) await team.getByText(name).first().waitFor()
})

test('leaves the data of the person alone, and begins anew at each start', async () => {
  await demo('plan', 'add', 'focus', '9:00-9:30', 'Left over', '--date', '+9')
  const added = await demo('plan', 'list', '--date', '+9', '--json')
  expect(z.object({ blocks: z.array(z.unknown()) }).parse(JSON.parse(added.out)).blocks).toHaveLength(1)
  await app.kill()
  app = await start()
  await waitFor('the demo to be filled', async () => (await demo('plan', 'list')).out.includes('Draft the spec'))
  expect((await demo('plan', 'list', '--date', '+9')).out).not.toContain('Left over')
  expect(await readFile(path.join(dataDir, 'plan.json'), 'utf8')).toBe('the own plan of the person')
  expect((await readdir(dataDir)).toSorted()).toEqual(['demo', 'plan.json'])
  await waitFor('six live teammates again', liveTeammates, 30_000)
})
