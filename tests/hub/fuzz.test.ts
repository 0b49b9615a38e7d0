/** A few thousand of what `npm run fuzz` sends by the hundred thousand. */
import { expect, test } from 'vitest'
import { fuzz, SECRET_OF_B } from '../load/fuzz.ts'
import { joinAs, newTeam, startHub } from './kit.ts'

test('bent frames and requests: no crash, nothing refused is seen, no team hears of another', async () => {
  const rates = 'papers=100000,refusedPuts=100000,badFrames=100000,joinsByInvite=100000'
  const hub = await startHub({ rates })
  const [ofA, ofB] = [await newTeam(hub, 'Team A'), await newTeam(hub, `${SECRET_OF_B} team`)]
  const seat = async (invite: string, name: string) => {
    const { url, token, device } = await joinAs(invite, name)
    return { url, token, device }
  }
  const attackers = []
  for (let n = 0; n < 4; n += 1) attackers.push(await seat(ofA, `Attacker ${n}`))
  const observers = [await seat(ofA, 'Ana'), await seat(ofB, `${SECRET_OF_B} Ben`)] as const
  const result = await fuzz({ seed: 20_261_122, frames: 3_000, requests: 300, attackers, observers })
  expect(result.problems).toEqual([])
  expect(result).toMatchObject({ sent: 3_000, requests: 300 })
  expect(result.refused).toBeGreaterThan(1_000)
  expect(result.shown).toBeGreaterThan(20)
  // Who is hung up on for what came with the request comes again.
  expect(result.early).toBeGreaterThanOrEqual(attackers.length + result.hungUp)
  expect((await fetch(`${hub.url}/readyz`)).status).toBe(200)
  expect(hub.stderr()).not.toContain('request_failed')
})
