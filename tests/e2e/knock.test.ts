/** Two real apps, a real hub and a real dunst: what gets through a mute, and what waits for the block that fits. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Wish } from '../../src/core/app/intent.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { inZone } from '../../src/core/time/zone.ts'
import { openTalk } from '../../src/main/cli/talk.ts'
import { cli } from '../control/cli.ts'
import { waitFor } from '../harness/wait.ts'
import { startTeammates, type Teammates } from './teammates.ts'

let world: Teammates

beforeAll(async () => {
  world = await startTeammates()
})
afterAll(() => world?.stop())

async function anaDoes(wish: Wish): Promise<void> {
  const talk = await openTalk(world.ana.dataDir)
  await talk.do(wish)
  talk.close()
}
const benKnocks = (...words: string[]) => cli(world.ben.dataDir, 'knock', 'Ana Duarte', ...words)
const listed = async (): Promise<string> => (await cli(world.ana.dataDir, 'knocks')).out

test('an urgent knock is seen in the middle of a muted session, another one in the block that fits', async () => {
  const { ana, ben, dunst } = world
  const [anaSees, benSees] = [await ana.app.window('team'), await ben.app.window('team')]
  await benSees.getByRole('button', { name: 'Ana Duarte' }).waitFor()
  const start = inZone(Date.now() - 30 * MINUTE, 'Europe/Lisbon')
  await anaDoes({ type: 'plan.add', block: { id: 'deep', kind: 'focus', title: '', start, minutes: 120 } })
  await anaDoes({ type: 'focus.start', minutes: 25 })
  await waitFor('the mute', () => dunst.paused())

  expect(await benKnocks('The notes are in the folder')).toMatchObject({ exit: 0 })
  expect(await benKnocks('--urgent', 'The release is stuck')).toMatchObject({ exit: 0 })
  const urgent = await ana.app.window('knock')
  await urgent.getByText('The release is stuck').waitFor()
  expect([await dunst.paused(), await dunst.displayed(), await dunst.waiting()]).toEqual([true, 0, 0])
  await ana.app.screenshot('knock', 'urgent-knock')
  await benSees.getByText(/^Seen /).waitFor()

  const closed = urgent.waitForEvent('close')
  await urgent.getByRole('button', { name: 'Done' }).click()
  await closed
  await benSees.getByText(/^Done /).waitFor()
  expect(await listed()).toBe('Nothing waits for you.\n')

  // The session ends, and the focus block goes on: nothing yet.
  await cli(ana.dataDir, 'focus', 'stop')
  await waitFor('the desktop to be given back', async () => !(await dunst.paused()))
  expect(await anaSees.getByText('The notes are in the folder').count()).toBe(0)
  expect([await dunst.displayed(), await listed()]).toEqual([0, 'Nothing waits for you.\n'])

  await anaDoes({ type: 'plan.change', id: 'deep', change: { kind: 'open' } })
  await anaSees.getByText('The notes are in the folder').waitFor()
  await waitFor('one notice', async () => (await dunst.displayed()) === 1)
  expect(await listed()).toContain('The notes are in the folder')
})
