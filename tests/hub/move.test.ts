/** A team moves to another hub: a copy, word to everybody, and each goes along. */
import { execFile } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { TeamExport } from '../../src/core/sync/doors.ts'
import { askTeam } from '../../src/main/hubLink.ts'
import { tokenName } from '../../src/main/links.ts'
import { startTestApp } from './app.ts'
import { eventually, HUB_ENTRY, newFolder, newTeam, NODE, startHub } from './kit.ts'

const copiedTo = async (data: string, file: string): Promise<void> =>
  void (await promisify(execFile)(NODE, [HUB_ENTRY, 'restore', file, '--data', data]))

test('with its people, devices and tokens; only an owner may say so, and only of a hub that has it', async () => {
  const old = await startHub()
  const [ana, ben, late] = [startTestApp(old), startTestApp(old), startTestApp(old)]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  const invite = await ana.must({ type: 'team.invite', team })
  await ben.must({ type: 'team.join', invite, person: 'Ben' })

  const stranger = await startHub()
  const data = await newFolder()
  await copiedTo(data, await ana.must({ type: 'team.backup', team }))
  const next = await startHub({ data })
  // Whoever joined since the copy is not on the new hub, and is told so rather than lost.
  await late.must({ type: 'team.join', invite, person: 'Late' })

  expect(await ana.do({ type: 'team.move', team, to: 'http://hub.example.org' })).toMatchObject({
    code: 'address_malformed',
  })
  expect(await ana.do({ type: 'team.move', team, to: stranger.url })).toMatchObject({ code: 'not_this_team' })
  expect(await ben.do({ type: 'team.move', team, to: next.url })).toMatchObject({ code: 'forbidden' })
  expect(await ben.do({ type: 'team.backup', team })).toMatchObject({ code: 'not_hosted_here' })
  const token = ana.secrets.get(tokenName(team)) ?? ''
  const plain = { to: { url: 'http://hub.example.org' } }
  expect(await askTeam({ url: old.url, token }, '/v1/team/moved', plain)).toMatchObject({ ok: false })
  expect(ben.team()?.movedTo).toBeUndefined()

  await ana.must({ type: 'team.move', team, to: `${next.url}/` })
  expect(ana.team()).toMatchObject({ url: next.url, hosted: 'no', alsoHosts: 'loopback' })
  // Nobody's token goes anywhere before its person says so.
  await eventually(() => ben.team()?.movedTo).toEqual({ url: next.url })
  expect(ben.team()?.url).toBe(old.url)
  await ben.must({ type: 'team.follow', team })
  await eventually(() => ben.team()?.link.status).toBe('online')
  await eventually(() => ben.loop.state().rosters[team]?.[ana.team()?.me ?? '']?.live).toBe(true)
  expect(ben.team()).toMatchObject({ url: next.url })
  expect(ben.team()?.movedTo).toBeUndefined()
  expect(await late.do({ type: 'team.follow', team })).toMatchObject({ code: 'not_this_team' })
  await old.kill('SIGTERM')
  expect(await ben.people()).toMatchObject({ names: ['Ana', 'Ben'] })
})

test('an owner has everything that the hub keeps of the team in a file of their own, without secrets; nobody else has', async () => {
  const hub = await startHub()
  const [ana, ben] = [startTestApp(hub, await newFolder()), startTestApp(hub, await newFolder())]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  await ben.must({ type: 'team.join', invite: await ana.must({ type: 'team.invite', team }), person: 'Ben' })
  const file = await ana.must({ type: 'team.export', team })
  const text = await readFile(file, 'utf8')
  const told = TeamExport.parse(JSON.parse(text))
  expect(told).toMatchObject({ format: 'tideline-team', team: { id: team, name: 'Atlas' } })
  expect(told.people.map(({ name }) => String(name)).toSorted()).toEqual(['Ana', 'Ben'])
  for (const app of [ana, ben]) expect(text).not.toContain(app.secrets.get(tokenName(team))?.split('.')[1])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await ben.do({ type: 'team.export', team })).toMatchObject({ ok: false, code: 'forbidden' })
})

test('a computer that hosts has another address in its network: who joins with a new invite is who they were', async () => {
  const pinned = ['--listen', '127.0.0.1:0', '--self-signed']
  const before = await startHub({ args: pinned })
  const [ana, ben] = [startTestApp(before), startTestApp(before)]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: true })
  await ben.must({ type: 'team.join', invite: await ana.must({ type: 'team.invite', team }), person: 'Ben' })
  const me = ben.team()?.me
  await before.kill('SIGTERM')
  await rm(join(before.data, 'hub.json'))
  const taken = createServer().listen(Number(new URL(before.url).port), '127.0.0.1')
  onTestFinished(() => void taken.close())
  const after = await startHub({ data: before.data, args: pinned })
  expect(after.url).not.toBe(before.url)
  expect(after.fingerprint).toBe(before.fingerprint)
  await ana.loop.dispatch({ type: 'team.moved', team, url: after.url })
  await eventually(() => ana.team()?.link.status, 20_000).toBe('online')
  const invite = await ana.must({ type: 'team.invite', team })
  // Another hub's invite is another team's: the token that the old one knows is not shown there.
  const stranger = await startHub({ args: pinned })
  await ben.must({ type: 'team.join', invite: await newTeam(stranger, 'Other'), person: 'Ben' })
  expect(ben.loop.state().teams[team]?.url).toBe(before.url)
  expect(await ben.must({ type: 'team.join', invite, person: 'Ben' })).toBe(team)
  expect(ben.loop.state().teams[team]).toMatchObject({ url: after.url, me })
  await eventually(() => ben.loop.state().teams[team]?.link.status).toBe('online')
  await ana.must({ type: 'team.people', team })
  expect(
    ana
      .team()
      ?.book?.people.map(({ name }) => name)
      .toSorted(),
  ).toEqual(['Ana', 'Ben'])
})
