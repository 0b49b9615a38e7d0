/** Five people agree on how they work, through the app's own loops and links and a real hub that also dies. */
import { expect, test } from 'vitest'
import { contradictions } from '../../src/core/agreement/check.ts'
import { rebaseAgreement } from '../../src/core/agreement/diff.ts'
import { agreementOf, type ProposalView, proposalsOf } from '../../src/core/agreement/team.ts'
import type { Agreement } from '../../src/core/sync/documents.ts'
import { docHistory } from '../../src/main/docHistory.ts'
import { tokenName } from '../../src/main/links.ts'
import { startTestApp, type TestApp } from './app.ts'
import { eventually, startHub } from './kit.ts'

const PEOPLE = [
  ['Ana', 'Pacific/Kiritimati'],
  ['Ben', 'America/Los_Angeles'],
  ['Chi', 'Pacific/Chatham'],
  ['Dev', 'Asia/Kathmandu'],
  ['Eve', 'Australia/Lord_Howe'],
] as const

interface Member {
  readonly app: TestApp
  agreement(): ReturnType<typeof agreementOf>
  proposals(): readonly ProposalView[]
  proposal(id: string): ProposalView | undefined
  propose(id: string, agreement: Agreement, base?: number, over?: ProposalView): Promise<void>
  vote(id: string, yes?: boolean | null): Promise<void>
  /** What the hub did not take. */
  refused(): readonly string[]
  /** Nothing is on its way. */
  settled(): boolean
}

let count = 0
const ref = (): string => `ref-${(count += 1)}`

function memberOf(app: TestApp): Member {
  const team = (): string => app.team()?.team ?? ''
  const docs = () => app.loop.state().docs[team()] ?? {}
  const members = () => Object.keys(app.loop.state().rosters[team()] ?? {})
  const papers = () => Object.values(app.loop.state().papers[team()] ?? {})
  const proposals = () => proposalsOf(docs(), members(), app.team()?.me ?? '')
  const proposal = (id: string) => proposals().find((each) => each.id === `proposal.${id}`)
  const vote = async (id: string, yes: boolean | null = true, draft = proposal(id)?.draft ?? 1) =>
    void (await app.must({ type: 'doc.vote', team: team(), ref: ref(), doc: `proposal.${id}`, draft, yes }))
  return {
    app,
    agreement: () => agreementOf(docs()),
    proposals,
    proposal,
    async propose(id, agreement, base = 0, over) {
      const seen = over === undefined ? {} : { seen: over.draft }
      const wish = { type: 'doc.write', team: team(), ref: ref(), doc: `proposal.${id}`, ...seen } as const
      await app.must({ ...wish, base: over?.version ?? 0, body: { base, agreement } })
      await vote(id, true, (over?.draft ?? 0) + 1)
    },
    vote,
    refused: () => papers().flatMap(({ refusal }) => refusal?.code ?? []),
    settled: () => papers().every(({ refusal }) => refusal !== null),
  }
}

async function five() {
  const hub = await startHub()
  const apps = PEOPLE.map(() => startTestApp(hub))
  const [first] = apps
  if (first === undefined) throw new Error('nobody')
  const team = await first.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  const invite = await first.must({ type: 'team.invite', team })
  for (const [index, [person, zone]] of PEOPLE.entries()) {
    const app = apps[index]
    await app?.loop.dispatch({ type: 'system.report', system: { zone } })
    if (index > 0) await app?.must({ type: 'team.join', invite, person })
  }
  const all = apps.map(memberOf)
  for (const { app } of all)
    await eventually(() => Object.keys(app.loop.state().rosters[team] ?? {}).length).toBe(PEOPLE.length)
  const [ana, ben, chi, dev, eve] = all as [Member, Member, Member, Member, Member]
  const again = () => startHub({ data: hub.data, args: ['--listen', new URL(hub.url).host] })
  return { hub, team, all, ana, ben, chi, dev, eve, again }
}

test('two proposals at once: one is adopted before everybody, the other is kept, brought up to date and adopted too', async () => {
  const { all, ana, ben, chi, dev, team } = await five()
  await Promise.all([
    ana.propose('calm', { urgent: { perDay: 1 }, text: 'Calm' }),
    ben.propose('core', { responses: { today: 240 }, text: 'Brief' }),
  ])
  for (const each of all) await eventually(() => each.proposals().length).toBe(2)
  await chi.vote('calm')
  await chi.vote('core')
  await eventually(() => dev.proposal('calm')).toMatchObject({ needed: 3, isOvertaken: false })
  await eventually(() => dev.proposal('core')?.agreed.length).toBe(2)
  await dev.vote('calm')
  for (const each of all) {
    await eventually(() => each.agreement()).toMatchObject({ version: 1, rules: { urgent: { perDay: 1 } } })
    await eventually(() => each.agreement().agreedBy.length).toBe(3)
    // Nothing of the other one is lost, and everybody sees that it follows what holds no more.
    await eventually(() => each.proposal('core')).toMatchObject({ isOvertaken: true, rules: { text: 'Brief' } })
  }
  // More votes do not adopt what was overtaken.
  await dev.vote('core')
  await eventually(() => ben.proposal('core')?.agreed.length).toBe(3)
  expect(ben.agreement().version).toBe(1)
  const overtaken = ben.proposal('core')
  if (overtaken === undefined) throw new Error('it is there')
  const { agreement, both } = rebaseAgreement({}, overtaken.rules, ben.agreement().rules)
  expect(both).toEqual(['text'])
  await ben.propose('core', agreement, 1, overtaken)
  await eventually(() => chi.proposal('core')).toMatchObject({
    draft: 2,
    isOvertaken: false,
    agreed: [ben.app.team()?.me],
  })
  await chi.vote('core')
  await eventually(() => dev.proposal('core')?.agreed.length).toBe(2)
  await dev.vote('core')
  const both_ = { urgent: { perDay: 1 }, responses: { today: 240 }, text: 'Brief' }
  for (const each of all) await eventually(() => each.agreement()).toMatchObject({ version: 2, rules: both_ })
  const slice = ana.app.team()
  const token = ana.app.secrets.get(tokenName(team)) ?? ''
  const versions = await docHistory({ url: slice?.url ?? '', token }, 'agreement')
  expect(versions.map((doc) => (doc.kind === 'agreement' ? [doc.v, doc.body.text] : doc.kind))).toEqual([
    [1, 'Calm'],
    [2, 'Brief'],
  ])
})

test('proposed and voted on while the hub is dead: once, as soon as it is back; a vote for older words is told as lost', async () => {
  const { hub, ana, ben, chi, again } = await five()
  await hub.kill('SIGKILL')
  await eventually(() => ana.app.team()?.link.status).toBe('offline')
  await ana.propose('off', { text: 'Written on a train' })
  expect(ana.settled()).toBe(false)
  await again()
  await eventually(() => chi.proposal('off')).toMatchObject({
    rules: { text: 'Written on a train' },
    agreed: [ana.app.team()?.me],
  })
  await eventually(() => ana.settled()).toBe(true)
  expect(ana.refused()).toEqual([])
  // Ben reads the first draft and is gone while Ana rewrites it.
  await eventually(() => ben.proposal('off')?.agreed.length).toBe(1)
  await ben.app.sleep()
  await ben.vote('off')
  const before = ana.proposal('off')
  await ana.propose('off', { text: 'Written anew' }, 0, before)
  await eventually(() => chi.proposal('off')).toMatchObject({ draft: 2 })
  ben.app.wake()
  await eventually(() => ben.refused()).toEqual(['conflict'])
  await eventually(() => ben.proposal('off')).toMatchObject({ draft: 2, myVote: null, rules: { text: 'Written anew' } })
})

test('the team changes by its own rule how many must agree', async () => {
  const { all, ana, ben, chi, dev, eve } = await five()
  await ana.propose('most', { quorum: 79 })
  await eventually(() => chi.proposal('most')).toBeDefined()
  await Promise.all([ben.vote('most'), chi.vote('most')])
  for (const each of all) await eventually(() => each.agreement().rules.quorum).toBe(79)
  await ana.propose('few', { quorum: 50 }, 1)
  await eventually(() => eve.proposal('few')).toMatchObject({ needed: 4 })
  for (const each of [ben, chi]) {
    await eventually(() => each.proposal('few')).toBeDefined()
    await each.vote('few')
  }
  await eventually(() => dev.proposal('few')?.agreed.length).toBe(3)
  expect(dev.agreement().version).toBe(1)
  await dev.vote('few', false)
  await eve.vote('few')
  for (const each of all) await eventually(() => each.agreement()).toMatchObject({ version: 2, rules: { quorum: 50 } })
})

test('what contradicts itself is refused with its reason before it leaves; one of another program is read and named', async () => {
  const { ana, ben, chi, team } = await five()
  const nonsense: Agreement = {
    coreHours: [{ days: [1], start: '19:00', end: '21:00' }],
    quietHours: [{ days: [1], start: '20:00', end: '07:00' }],
  }
  await expect(ana.propose('no', nonsense)).rejects.toThrow('agreement_core_in_quiet')
  expect(ana.app.loop.state().papers[team]).toEqual({})
  // A paper that did not come through this app's own check.
  const written = { t: 'doc', doc: 'proposal.odd', base: 0, body: { base: 0, agreement: nonsense } } as const
  const { hub, secrets } = { hub: ben.app.team(), secrets: ben.app.secrets }
  const { openLink } = await import('../../src/main/hubLink.ts')
  await ben.app.sleep()
  const link = openLink(
    { url: hub?.url ?? '', token: secrets.get(tokenName(team)) ?? '', device: hub?.device ?? '', team },
    { link: () => {}, people: () => {} },
    { now: Date.now, random: () => 0.1, outbox: { load: () => null, save: () => {} } },
  )
  link.ask('odd', written)
  await eventually(() => chi.proposal('odd')).toBeDefined()
  await link.close('quit')
  const found = contradictions(chi.proposal('odd')?.rules ?? {}, '2026-11-23', Date.now())
  expect(found.map(({ code }) => code)).toEqual(['core_in_quiet'])
})
