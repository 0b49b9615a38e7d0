/** People and devices as the app asks for them, against a real hub. */
import { expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { eventually, startHub } from './kit.ts'

async function hosting(): Promise<{ ana: TestApp; team: string; invite: string; another(): TestApp }> {
  const hub = await startHub()
  const ana = startTestApp(hub)
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  const invite = await ana.must({ type: 'team.invite', team })
  return { ana, team, invite, another: () => startTestApp(hub) }
}
const status = (app: TestApp) => eventually(() => app.team()?.link.status)

test('a second device needs no name, is the same person, and is signed out by the first', async () => {
  const { ana, team, invite, another } = await hosting()
  const laptop = another()
  expect(await laptop.do({ type: 'team.join', invite })).toEqual({ ok: false, code: 'name_needed' })
  const link = await ana.must({ type: 'team.pair', team })
  await laptop.must({ type: 'team.join', invite: link })
  expect(laptop.loop.state().settings.name).toBe('Ana')
  expect(laptop.team()?.me).toBe(ana.team()?.me)
  expect(await ana.people()).toEqual({ names: ['Ana'], devices: 2, role: 'owner' })
  await status(laptop).toBe('online')
  const device = laptop.team()?.device ?? ''
  await ana.must({ type: 'team.removeDevice', team, device })
  await eventually(() => laptop.team()?.link).toMatchObject({ status: 'refused', reason: 'removed' })
  expect(await ana.people()).toMatchObject({ devices: 1 })
  // Asked again, it is gone already, as was wished.
  await ana.must({ type: 'team.removeDevice', team, device })
})

test('this device signs itself out: the team is gone from here with its token, the person stays', async () => {
  const { ana, team, another } = await hosting()
  const laptop = another()
  await laptop.must({ type: 'team.join', invite: await ana.must({ type: 'team.pair', team }) })
  await laptop.must({ type: 'team.removeDevice', team, device: laptop.team()?.device ?? '' })
  expect(laptop.team()).toBeUndefined()
  expect(laptop.secrets.size).toBe(0)
  expect(await ana.people()).toMatchObject({ names: ['Ana'], devices: 1 })
})

test('a link for another device, opened on this one, takes nothing away', async () => {
  const { ana, team } = await hosting()
  const link = await ana.must({ type: 'team.pair', team })
  expect(await ana.do({ type: 'team.join', invite: link })).toMatchObject({ ok: false, code: 'already_in_team' })
  expect(await ana.people()).toEqual({ names: ['Ana'], devices: 1, role: 'owner' })
})

test('an owner renames the team, takes an invite back, removes a member and hands over; a member may not', async () => {
  const { ana, team, invite, another } = await hosting()
  const [ben, chi] = [another(), another()]
  await ben.must({ type: 'team.join', invite, person: 'Ben' })
  await chi.must({ type: 'team.join', invite, person: 'Chi' })
  expect(await ben.do({ type: 'team.rename', team, name: 'Boreas' })).toEqual({ ok: false, code: 'forbidden' })
  await ana.must({ type: 'team.rename', team, name: 'Boreas' })
  await eventually(() => ben.team()?.name).toBe('Boreas')
  expect(await ben.people()).toEqual({ names: ['Ana', 'Ben', 'Chi'], devices: 1, role: 'member' })
  expect(ben.team()?.book?.invites).toEqual([])

  for (const { id } of ana.team()?.book?.invites ?? []) await ana.must({ type: 'team.removeInvite', team, invite: id })
  expect(ana.team()?.book?.invites).toEqual([])
  expect(await another().do({ type: 'team.join', invite, person: 'Dev' })).toMatchObject({ code: 'invite_invalid' })

  await ana.must({ type: 'team.removePerson', team, person: chi.team()?.me ?? '' })
  await eventually(() => chi.team()?.link.reason).toBe('removed')
  await ana.must({ type: 'team.handOver', team, person: ben.team()?.me ?? '' })
  expect(await ana.people()).toMatchObject({ names: ['Ana', 'Ben'], role: 'member' })
  expect(await ben.people()).toMatchObject({ role: 'owner' })
})

test('a new name in the settings reaches the team, and is kept until it can', async () => {
  const { ana, team, invite, another } = await hosting()
  const ben = another()
  await ben.must({ type: 'team.join', invite, person: 'Ben' })
  await status(ben).toBe('online')
  await ben.must({ type: 'settings.change', change: { name: 'Benedikt' } })
  const me = ben.team()?.me ?? ''
  await eventually(() => ana.loop.state().rosters[team]?.[me]?.name).toBe('Benedikt')
  await eventually(() => ben.team()?.nameToTell).toBeUndefined()

  const offline = { status: 'offline', reason: 'hub_unreachable', since: Date.now(), publishedAt: null } as const
  await ben.do({ type: 'settings.change', change: { theme: 'dark' } })
  expect(ben.team()?.nameToTell).toBeUndefined()
  await ben.loop.dispatch({ type: 'link.report', team, link: offline })
  await ben.must({ type: 'settings.change', change: { name: 'Ben' } })
  expect(ben.team()?.nameToTell).toBe('Ben')
  await ben.loop.dispatch({ type: 'link.report', team, link: { ...offline, status: 'online', reason: null } })
  await eventually(() => ana.loop.state().rosters[team]?.[me]?.name).toBe('Ben')
})
