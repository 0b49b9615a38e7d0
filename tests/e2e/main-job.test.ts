/**
 * The main job with real parts only: Electron under Xvfb, dunst on a private bus, a tray host over D-Bus, a hub process,
 * and two teammates in two zones.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright'
import { waitFor } from '../harness/wait.ts'
import { startTeammates, type Teammates } from './teammates.ts'

let world: Teammates
let benSees: Page

beforeAll(async () => {
  world = await startTeammates()
  benSees = await world.ben.app.window('team')
})

afterAll(() => world?.stop())

const ana = () => benSees.getByRole('listitem').filter({ hasText: 'Ana Duarte' })
const tooltip = () => world.ana.tray.tooltip()

async function reads(pattern: RegExp): Promise<string> {
  return waitFor(`Ana's row to read ${pattern}`, async () => {
    const text = (await ana().first().textContent()) ?? ''
    return pattern.test(text) ? text : false
  })
}

describe('one click on the tray', () => {
  afterEach(async () => {
    await world.dunst.setPaused(false)
  })

  test('mutes the desktop and tells the teammate, in their own zone; a second click gives everything back', async () => {
    await reads(/available|now/i)
    await world.ana.tray.activate()
    await waitFor('dunst to be paused', () => world.dunst.paused())
    await waitFor('the tooltip', async () => (await tooltip()).startsWith('Focusing'))
    expect(await tooltip()).toMatch(/muted/i)
    const row = await reads(/focusing/i)
    expect(row).toContain(world.inZoneOfBen(await world.ana.sessionEnd()))

    await world.ana.tray.activate()
    await waitFor('dunst to be as before', async () => !(await world.dunst.paused()))
    await reads(/available|now/i)
    expect(await tooltip()).not.toMatch(/^Focusing/)
  })

  test('leaves a desktop alone that was muted before', async () => {
    await world.dunst.setPaused(true)
    await world.ana.tray.activate()
    await reads(/focusing/i)
    expect(await world.dunst.paused()).toBe(true)
    await world.ana.tray.activate()
    await reads(/available|now/i)
    expect(await world.dunst.paused()).toBe(true)
  })
})

describe('when something breaks', () => {
  test('kill -9 of the app in a session: the desktop is given back, the restart goes on and says so', async () => {
    await world.ana.tray.activate()
    await waitFor('dunst to be paused', () => world.dunst.paused())
    const until = await world.ana.sessionEnd()
    await world.ana.app.kill()
    await waitFor('dunst to be as before', async () => !(await world.dunst.paused()), 10_000)

    await world.restartAna()
    await waitFor('dunst to be paused again', () => world.dunst.paused())
    const planner = await world.ana.app.window('planner')
    await planner
      .getByText(/The session goes on until/)
      .first()
      .waitFor()
    expect(await world.ana.sessionEnd()).toBe(until)
    await reads(/focusing/i)
    await world.ana.tray.activate()
    await waitFor('dunst to be as before', async () => !(await world.dunst.paused()))
  })

  test('kill -9 of the hub: both windows say so, and recover by themselves', async () => {
    const anaSees = await world.ana.app.window('team')
    await world.hub.kill()
    for (const page of [anaSees, benSees]) await page.getByText(/^Offline since/).waitFor({ timeout: 15_000 })
    await world.hub.restart()
    for (const page of [anaSees, benSees])
      await page.getByText(/^Offline since/).waitFor({ state: 'detached', timeout: 45_000 })
    await world.ana.tray.activate()
    await reads(/focusing/i)
    await world.ana.tray.activate()
    await reads(/available|now/i)
  })
})
