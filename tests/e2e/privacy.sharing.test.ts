/** Plan and clock switched off in the real app: what goes by the wire, and what a teammate still has. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { cli } from '../control/cli.ts'
import { waitFor } from '../harness/wait.ts'
import { type Life, startLife, teammate, ZONE } from '../privacy/life.ts'
import { focus } from '../privacy/things.ts'

const NAME = 'Ana Duarte'

let life: Life
beforeAll(async () => {
  life = await startLife(NAME)
})
afterAll(() => life?.stop())

test('plan and clock, switched off on the command line: taken back from teammates, and not a word of them after', async () => {
  const ben = await teammate(life.invite)
  onTestFinished(() => ben.leave())
  const share = async (what: string, on: string) => {
    const mark = life.tap.frames().length
    expect((await cli(life.dataDir, 'team', 'share', what, on)).exit).toBe(0)
    await waitFor(`a frame after ${what} ${on}`, () => life.tap.frames().length > mark)
    return life.tap
      .frames()
      .slice(mark)
      .map(({ text }): unknown => JSON.parse(text))
  }
  await life.tells({ type: 'plan.add', block: focus })
  await waitFor('the plan at the teammate’s', () => ben.sees(NAME)?.plan !== null && ben.sees(NAME) !== undefined)
  expect(await share('plan', 'off')).toMatchObject([{ t: 'plan', body: null }])
  await waitFor('no plan at the teammate’s', () => ben.sees(NAME)?.plan === null)
  expect(await life.grants({ type: 'plan.change', id: focus.id, change: { minutes: 100 } })).toEqual([])
  const zoneless = await share('zone', 'off')
  expect(zoneless).toMatchObject([{ t: 'put', kind: 'presence', body: { zone: 'Etc/UCT' } }])
  await waitFor('no clock at the teammate’s', () => ben.sees(NAME)?.presence?.zone === 'Etc/UCT')
  const back = await share('plan', 'on')
  expect(back).toMatchObject([{ t: 'plan', body: { zone: 'Etc/UCT' } }])
  expect(JSON.stringify([...zoneless, ...back])).not.toContain(ZONE)
  await share('zone', 'on')
  await waitFor('the clock at the teammate’s', () => ben.sees(NAME)?.plan?.zone === ZONE)
})
