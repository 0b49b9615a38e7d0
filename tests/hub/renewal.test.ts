/** A token that grew old is replaced by itself, and a crash at any moment leaves one that works. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { askTeam } from '../../src/main/hubLink.ts'
import { tokenName } from '../../src/main/links.ts'
import { renewToken } from '../../src/main/tokenRenewal.ts'
import { startTestApp } from './app.ts'
import { eventually, newFolder, startHub, type TestHub } from './kit.ts'

const MONTHS = 60 * 24 * 60 * 60 * 1_000

/** The hub stops, its tokens grow old, and it runs again where it ran. */
async function aged(hub: TestHub): Promise<TestHub> {
  await hub.kill('SIGTERM')
  const books = new DatabaseSync(join(hub.data, 'hub.db'))
  books.prepare('UPDATE token SET made = made - ?').run(MONTHS)
  books.close()
  return startHub({ data: hub.data, args: ['--listen', new URL(hub.url).host] })
}

/** Whether the hub knows this token. An old one stays as it is by this; a new one ends the old. */
const works = async ({ url }: TestHub, token: string): Promise<boolean> =>
  (await askTeam({ url, token }, '/v1/team/people', {})).ok

test('the app fetches a new token when the hub finds it old, shows it from then on, and the old one ends', async () => {
  const hub = await startHub({ data: await newFolder() })
  const ana = startTestApp(hub)
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  await eventually(() => ana.team()?.link.status).toBe('online')
  const first = ana.secrets.get(tokenName(team)) ?? ''

  const again = await aged(hub)
  await eventually(() => ana.secrets.get(tokenName(team)) === first).toBe(false)
  const second = ana.secrets.get(tokenName(team))
  // Both work until the new one is used, which the next question does; then the old one is worth nothing.
  expect(await works(again, first)).toBe(true)
  expect(await ana.people()).toMatchObject({ names: ['Ana'] })
  expect(await works(again, first)).toBe(false)

  await again.kill('SIGKILL')
  const third = await startHub({ data: hub.data, args: ['--listen', new URL(hub.url).host] })
  await eventually(() => ana.team()?.link.status).toBe('online')
  expect(ana.secrets.get(tokenName(team))).toBe(second)
  await third.kill('SIGTERM')
})

test('a new token that could not be kept, or was fetched and lost in a crash, leaves the old one working', async () => {
  const hub = await startHub()
  const ana = startTestApp(hub)
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  const token = ana.secrets.get(tokenName(team)) ?? ''
  const known = { url: hub.url, token }
  const full = {
    get: () => token,
    set() {
      throw new Error('disk full')
    },
  }
  for (let round = 0; round < 3; round += 1) expect(await renewToken(team, known, full)).toBeNull()
  expect(await ana.people()).toMatchObject({ names: ['Ana'] })
  // Left meanwhile: nothing is kept.
  let kept = 0
  expect(await renewToken(team, known, { get: () => null, set: () => void (kept += 1) })).toBeNull()
  expect(kept).toBe(0)
})
