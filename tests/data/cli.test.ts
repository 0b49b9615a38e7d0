/** `tideline export` and `tideline import`, over the real socket and onto a real disk. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Outcome } from '../../src/core/app/intent.ts'
import { runDataErrand } from '../../src/main/data/dataErrands.ts'
import { NOW, newDataDir, startApp, type TestApp } from '../control/app.ts'
import { cli } from '../control/cli.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'

let running: TestApp | null = null
afterEach(() => running?.stop())

async function start(plan: ReturnType<typeof planOf>): Promise<TestApp> {
  const dataDir = newDataDir()
  const nobody = async (): Promise<null> => null
  const app: TestApp = await startApp({
    dataDir,
    state: stateWith({ plan }),
    runErrand: async (errand): Promise<Outcome> => {
      if (errand.type !== 'data.export' && errand.type !== 'data.look' && errand.type !== 'data.import')
        return { ok: true }
      const line = { dispatch: app.loop.dispatch, state: app.loop.state }
      return runDataErrand({ dataDir, line, now: () => NOW, pickPlace: nobody, pickExport: nobody }, errand)
    },
  })
  return app
}

test('out of one app and into another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tideline-out-'))
  const file = join(folder, 'all.json')
  running = await start(planOf(block('focus', '2026-11-23', '09:00', 60)))
  expect(await cli(running.dataDir, 'export', file)).toMatchObject({
    exit: 0,
    out: `Written to ${file}. Passwords, tokens and secret addresses are not in it.\n`,
  })
  const table = join(folder, 'sessions.csv')
  expect(await cli(running.dataDir, 'export', table, '--sessions')).toMatchObject({ exit: 0 })
  expect(readFileSync(table, 'utf8')).toMatch(/^session,started,/)
  await running.stop()

  running = await start({})
  const shown = await cli(running.dataDir, 'import', file)
  expect(shown.out).toContain('Planned blocks: 1 in the file, 0 here, 1 new, 0 different\n')
  expect(shown.out).toContain('Nothing was changed.')
  expect(running.loop.state().plan).toEqual({})
  expect(await cli(running.dataDir, 'import', file, '--merge', '--replace')).toMatchObject({ exit: 2 })
  const taken = await cli(running.dataDir, 'import', file, '--replace')
  expect(taken.out).toContain('What was here before is kept in')
  expect(Object.keys(running.loop.state().plan)).toHaveLength(1)
})

test('a newer file and a damaged one are refused in a sentence', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tideline-out-')), 'all.json')
  running = await start({})
  writeFileSync(file, '{"format":"tideline","version":2}')
  expect(await cli(running.dataDir, 'import', file, '--replace')).toMatchObject({
    exit: 1,
    err: 'This file was written by a newer Tideline than this one. Update Tideline, then import it. Nothing was changed.\n',
  })
  writeFileSync(file, '{"format":"tideline","version":1,"parts":{"plan":{"version":1,"value":{"x":{}}}}}')
  expect((await cli(running.dataDir, 'import', file)).err).toMatch(/^The file is damaged at “plan\.x\.id”/)
})
