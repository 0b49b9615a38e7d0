/** Documents as the app writes and reads them, through its own loop and links, against a real hub. */
import { expect, test } from 'vitest'
import type { ProposalDraft } from '../../src/core/sync/documents.ts'
import { startTestApp, type TestApp } from './app.ts'
import { eventually, startHub } from './kit.ts'

async function three(): Promise<{ team: string; ana: TestApp; ben: TestApp; chi: TestApp }> {
  const hub = await startHub()
  const [ana, ben, chi] = [startTestApp(hub), startTestApp(hub), startTestApp(hub)]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  const invite = await ana.must({ type: 'team.invite', team })
  await ben.must({ type: 'team.join', invite, person: 'Ben' })
  await chi.must({ type: 'team.join', invite, person: 'Chi' })
  for (const { team: slice } of [ana, ben, chi]) await eventually(() => slice()?.link.status).toBe('online')
  return { team, ana, ben, chi }
}

const draft = (text: string, base = 0): ProposalDraft => ({ base, agreement: { text } })
const docsOf = (app: TestApp, team: string) => app.loop.state().docs[team] ?? {}
const papersOf = (app: TestApp, team: string) => Object.values(app.loop.state().papers[team] ?? {})
const write = (team: string, ref: string, doc: string, base: number, body: ProposalDraft, seen?: number) =>
  ({ type: 'doc.write', team, ref, doc, base, body, ...(seen === undefined ? {} : { seen }) }) as const

test('a proposal is read by everybody, votes make it the agreement, and nothing stays on its way', async () => {
  const { team, ana, ben, chi } = await three()
  await ana.must(write(team, 'r1', 'proposal.one', 0, draft('Less is more')))
  await eventually(() => docsOf(chi, team)['proposal.one']).toMatchObject({ kind: 'proposal', body: { state: 'open' } })
  await ana.must({ type: 'doc.vote', team, ref: 'v1', doc: 'proposal.one', draft: 1, yes: true })
  await ben.must({ type: 'doc.vote', team, ref: 'v2', doc: 'proposal.one', draft: 1, yes: true })
  for (const app of [ana, ben, chi]) {
    await eventually(() => docsOf(app, team)['agreement']).toMatchObject({ v: 1, body: { text: 'Less is more' } })
    await eventually(() => papersOf(app, team)).toEqual([])
  }
})

test('a rewrite goes out again over the votes that came meanwhile; a refused one keeps its words until it is let go', async () => {
  const { team, ana, ben } = await three()
  await ana.must(write(team, 'r1', 'proposal.one', 0, draft('First')))
  await eventually(() => docsOf(ben, team)['proposal.one']?.v).toBe(1)
  await ben.must({ type: 'doc.vote', team, ref: 'v1', doc: 'proposal.one', draft: 1, yes: true })
  await eventually(() => docsOf(ana, team)['proposal.one']?.v).toBe(2)
  await ana.must(write(team, 'r2', 'proposal.one', 1, draft('Second'), 1))
  await eventually(() => docsOf(ben, team)['proposal.one']).toMatchObject({
    v: 3,
    body: { draft: 2, agreement: { text: 'Second' }, votes: {} },
  })
  // Not Ben's to write: what he wrote stays here with the reason.
  await ben.must(write(team, 'r3', 'proposal.one', 3, draft('Third'), 2))
  await eventually(() => papersOf(ben, team)).toMatchObject([
    { ref: 'r3', refusal: { code: 'forbidden' }, paper: { body: { agreement: { text: 'Third' } } } },
  ])
  await ben.must({ type: 'doc.forget', team, ref: 'r3' })
  expect(papersOf(ben, team)).toEqual([])
})

test('what is no document of its kind is refused before it is kept, and leaving forgets everything of the team', async () => {
  const { team, ben } = await three()
  expect(await ben.do(write(team, 'r1', 'agreement', 0, draft('Mine')))).toEqual({ ok: false, code: 'bad_document' })
  expect(await ben.do(write(team, 'r2', 'waiting.x', 0, draft('Mine')))).toEqual({ ok: false, code: 'bad_document' })
  await ben.must({ type: 'team.leave', team })
  expect(ben.loop.state()).toMatchObject({ docs: {}, papers: {} })
})
