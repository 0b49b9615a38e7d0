/** The app's link and real hubs: what is asked for is answered once, whatever breaks in between. */
import { expect, test } from 'vitest'
import { connect, eventually, joinAs, member, newTeam, online, startHub } from './kit.ts'

const item = 'abcdefghijklmnop'
const handoff = (text: string) => ({ kind: 'handoff', text }) as const

test('documents and votes reach everybody, and a conflict names the version that is there', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  const body = { base: 0, agreement: { responses: { today: 240 } } }
  ana.link.ask('write', { t: 'doc', doc: 'proposal.p', base: 0, body })
  await eventually(() => ana.answers.get('write')).toEqual({ ok: true, version: 1 })
  await eventually(() => ben.docs.get('proposal.p')?.body).toMatchObject({ state: 'open', draft: 1 })
  ana.link.ask('again', { t: 'doc', doc: 'proposal.p', base: 5, body: null })
  await eventually(() => ana.answers.get('again')).toEqual({ ok: false, code: 'conflict', version: 1 })
  for (const each of [ana, ben]) each.link.ask('vote', { t: 'vote', doc: 'proposal.p', draft: 1, yes: true })
  await eventually(() => ana.docs.get('agreement')?.body).toEqual({ responses: { today: 240 } })
  const chi = await member(invite, 'Chi')
  await eventually(() => [...chi.docs.keys()].toSorted()).toEqual(['agreement', 'proposal.p'])
})

test('what is asked while the hub is away is kept over a restart of both, and taken once', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  await hub.kill('SIGKILL')
  await eventually(() => ana.view().status).toBe('offline')
  ana.link.ask('send', { t: 'item', op: 'send', item, to: ben.joined.person, body: handoff('kept') })
  const kept = ana.kept()
  await ana.link.close('quit')
  await startHub({ data: hub.data })
  const again = connect(ana.joined, kept)
  await online(again)
  await eventually(() => again.answers.get('send')).toEqual({ ok: true })
  await eventually(() => ben.inbox.get(item)?.body).toEqual(handoff('kept'))
  const twice = connect(ana.joined, kept)
  await eventually(() => twice.answers.get('send')).toEqual({ ok: true })
  expect(ben.inbox.size).toBe(1)
  ben.link.ask('claim', { t: 'item', op: 'claim', item })
  await eventually(() => ben.answers.get('claim')).toEqual({ ok: true })
  ben.link.ask('done', { t: 'item', op: 'done', item })
  await eventually(() => ben.inbox.size).toBe(0)
})

test('what cannot be taken is answered with its reason and not asked again', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, eve] = [await member(invite, 'Ana'), await joinAs(invite, 'Eve')]
  ana.link.ask('nobody', { t: 'item', op: 'send', item, to: 'p_nobody', body: handoff('x') })
  ana.link.ask('huge', { t: 'item', op: 'send', item, to: eve.person, body: handoff('x'.repeat(9_000)) })
  await eventually(() => [...ana.answers]).toEqual(
    expect.arrayContaining([
      ['nobody', { ok: false, code: 'unknown_person' }],
      ['huge', { ok: false, code: 'too_big' }],
    ]),
  )
  expect(JSON.stringify(ana.kept())).not.toContain('nobody')
})
