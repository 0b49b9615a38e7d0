/** What every store promises of documents and inbox items. */
import { describe, expect, test } from 'vitest'
import type { Caller, Change, Store } from '../../src/hub/store/port.ts'
import { code, DAY, type Disk, HOUR, join, NOON, team } from './disk.ts'

const proposal = (perDay: number, base = 0): string => JSON.stringify({ base, agreement: { urgent: { perDay } } })
const bodyOf = (store: Store, doc: string): Record<string, unknown> =>
  JSON.parse(store.view('atlas')?.doc(doc)?.body ?? 'null')
const knock = (id: string, to: Caller, urgent = false) => ({ id, to: to.person, body: `{"kind":"${id}"}`, urgent })
const waiting = (store: Store, who: Caller) =>
  store
    .view(who.team)
    ?.inbox(who.person)
    .map(({ id }) => id)

export function papersContract(name: string, makeDisk: () => Promise<Disk> | Disk): void {
  describe(name, () => {
    test('a document is written over the version that its writer saw, or not at all', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben] = people
      const doc = `checkin.${ana.person}.2026-11-20`
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      const first = await store.putDoc(ana, { doc, base: 0, body: '{"did":"a"}' }, NOON)
      expect(first).toMatchObject({ ok: true, version: 1, rev: store.view('atlas')?.rev })
      expect(await store.putDoc(ana, { doc, base: 0, body: '{"did":"a"}' }, NOON)).toEqual(first)
      expect(await store.putDoc(ana, { doc, base: 0, body: '{"did":"b"}' }, NOON)).toEqual({
        ok: false,
        code: 'conflict',
        version: 1,
      })
      expect(code(await store.putDoc(ben, { doc, base: 1, body: '{}' }, NOON))).toBe('forbidden')
      expect(await store.putDoc(ana, { doc, base: 1, body: null }, NOON)).toMatchObject({ ok: true, version: 2 })
      expect(await store.putDoc(ana, { doc, base: 2, body: '{"did":"c"}' }, NOON)).toMatchObject({ version: 3 })
      expect(
        store
          .view('atlas')
          ?.history(doc)
          .map(({ version, body }) => [version, body]),
      ).toEqual([
        [1, '{"did":"a"}'],
        [2, null],
        [3, '{"did":"c"}'],
      ])
      expect(told.map(({ docs }) => docs)).toEqual([[doc], [doc], [doc]])
      await store.close()
    })

    test('documents are news like people are, and those taken away are not for strangers', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana] = people
      const view = store.view('atlas')
      const from = { epoch: view?.epoch ?? '', rev: view?.rev ?? 0 }
      const [one, other] = [`checkin.${ana.person}.2026-11-20`, `checkin.${ana.person}.2026-11-21`]
      await store.putDoc(ana, { doc: one, base: 0, body: '{}' }, NOON)
      await store.putDoc(ana, { doc: other, base: 0, body: '{}' }, NOON)
      await store.putDoc(ana, { doc: one, base: 1, body: null }, NOON)
      expect(
        view
          ?.since(from)
          .docs.map(({ id }) => id)
          .toSorted(),
      ).toEqual([one, other])
      expect(view?.since(null).docs.map(({ id }) => id)).toEqual([other])
      await store.close()
    })

    test('more than half adopt a proposal, once, and a stale one stays open', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben, chi] = people
      await store.putDoc(ana, { doc: 'proposal.one', base: 0, body: proposal(1) }, NOON)
      await store.putDoc(chi, { doc: 'proposal.two', base: 0, body: proposal(2) }, NOON)
      await store.vote(ana, { doc: 'proposal.one', draft: 1, yes: true }, NOON)
      await store.vote(ana, { doc: 'proposal.two', draft: 1, yes: true }, NOON)
      expect(store.view('atlas')?.doc('agreement')).toBeUndefined()
      expect(code(await store.vote(ben, { doc: 'proposal.one', draft: 2, yes: true }, NOON))).toBe('conflict')
      await Promise.all([
        store.vote(ben, { doc: 'proposal.one', draft: 1, yes: true }, NOON),
        store.vote(ben, { doc: 'proposal.two', draft: 1, yes: true }, NOON),
      ])
      expect(bodyOf(store, 'agreement')).toEqual({ urgent: { perDay: 1 } })
      expect(store.view('atlas')?.doc('agreement')?.version).toBe(1)
      expect(bodyOf(store, 'proposal.one')).toMatchObject({ state: 'adopted', votes: { ana: true, ben: true } })
      expect(bodyOf(store, 'proposal.two')).toMatchObject({ state: 'open' })
      const { version } = store.view('atlas')?.doc('proposal.two') ?? { version: 0 }
      expect(code(await store.putDoc(ana, { doc: 'proposal.two', base: version, body: proposal(3, 1) }, NOON))).toBe(
        'forbidden',
      )
      await store.putDoc(chi, { doc: 'proposal.two', base: version, body: proposal(2, 1) }, NOON)
      expect(bodyOf(store, 'proposal.two')).toMatchObject({ state: 'open', draft: 2, votes: {} })
      await store.vote(ana, { doc: 'proposal.two', draft: 2, yes: true }, NOON)
      await store.vote(chi, { doc: 'proposal.two', draft: 2, yes: true }, NOON)
      expect(bodyOf(store, 'agreement')).toEqual({ urgent: { perDay: 2 } })
      expect(code(await store.putDoc(ana, { doc: 'agreement', base: 2, body: '{}' }, NOON))).toBe('forbidden')
      await store.close()
    })

    test('who leaves is no longer waited for: what enough of the others agree on is adopted then', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, , chi] = people
      await join(store, 'atlas', 'dev', undefined, NOON + 3)
      await store.putDoc(ana, { doc: 'proposal.one', base: 0, body: proposal(1) }, NOON)
      await store.putDoc(ana, { doc: 'proposal.two', base: 0, body: proposal(2) }, NOON + 1)
      for (const who of [ana, chi]) {
        await store.vote(who, { doc: 'proposal.one', draft: 1, yes: true }, NOON)
        await store.vote(who, { doc: 'proposal.two', draft: 1, yes: true }, NOON + 2)
      }
      expect(store.view('atlas')?.doc('agreement')).toBeUndefined()
      await store.edit('atlas', { do: 'remove', person: 'dev' }, NOON + 3)
      expect(bodyOf(store, 'agreement')).toEqual({ urgent: { perDay: 1 } })
      expect(bodyOf(store, 'proposal.one')).toMatchObject({ state: 'adopted' })
      expect(bodyOf(store, 'proposal.two')).toMatchObject({ state: 'open' })
      await store.close()
    })

    test('the proposal of somebody who left is anybody’s to take up or to withdraw', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben, chi] = people
      const versionOf = (doc: string): number => store.view('atlas')?.doc(doc)?.version ?? 0
      const put = (who: Caller, doc: string, body: string | null) =>
        store.putDoc(who, { doc, base: versionOf(doc), body }, NOON)
      for (const doc of ['proposal.one', 'proposal.two']) await put(chi, doc, proposal(1))
      expect(code(await put(ana, 'proposal.one', null))).toBe('forbidden')
      await store.edit('atlas', { do: 'remove', person: 'chi' }, NOON)
      expect(code(await put(ana, 'proposal.one', null))).toBe('ok')
      expect(code(await put(ben, 'proposal.two', proposal(2)))).toBe('ok')
      expect(bodyOf(store, 'proposal.two')).toMatchObject({ author: 'ben', state: 'open', draft: 2, votes: {} })
      expect(code(await put(ana, 'proposal.two', null))).toBe('forbidden')
      await store.close()
    })

    test('an item is taken once, waits for its receiver, is claimed by one device and gone when done', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben] = people
      const phone = await join(store, 'atlas', 'ben', 'phone')
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      const item = knock('item-1', ben)
      expect(code(await store.send(ana, item, NOON))).toBe('ok')
      expect(code(await store.send(ana, item, NOON + 1))).toBe('ok')
      expect(code(await store.send(ben, item, NOON))).toBe('forbidden')
      expect(code(await store.send(ana, { ...item, id: 'item-2', to: 'nobody' }, NOON))).toBe('unknown_person')
      expect(waiting(store, ben)).toEqual(['item-1'])
      expect(waiting(store, ana)).toEqual([])
      expect(code(await store.claim(ana, 'item-1', NOON))).toBe('unknown_item')
      const claims = await Promise.all([store.claim(ben, 'item-1', NOON), store.claim(phone, 'item-1', NOON)])
      expect(claims.map(code)).toEqual(['ok', 'claimed'])
      expect(code(await store.claim(ben, 'item-1', NOON + 1_000))).toBe('ok')
      expect(code(await store.claim(phone, 'item-1', NOON + 60_999))).toBe('claimed')
      expect(code(await store.claim(phone, 'item-1', NOON + 61_000))).toBe('ok')
      expect(code(await store.done(phone, 'item-1', NOON + 62_000))).toBe('ok')
      expect(code(await store.done(phone, 'item-1', NOON + 62_000))).toBe('ok')
      expect(code(await store.claim(ben, 'item-1', NOON + 62_000))).toBe('unknown_item')
      expect(code(await store.send(ana, item, NOON + 63_000))).toBe('ok')
      expect(waiting(store, ben)).toEqual([])
      expect(told.flatMap(({ inbox = [] }) => inbox).map(({ set, gone }) => [set.length, gone.length])).toEqual([
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0],
        [0, 1],
      ])
      expect(told.every(({ set, gone }) => set.length + gone.length === 0)).toBe(true)
      await store.close()
    })

    test('urgent ones have a quota by the agreement, inboxes and documents an end', async () => {
      const { store, people } = await team(await makeDisk(), { inbox: 3, docs: 1 })
      const [ana, ben] = people
      await store.putDoc(ana, { doc: 'proposal.one', base: 0, body: proposal(1) }, NOON)
      expect(code(await store.putDoc(ben, { doc: 'proposal.two', base: 0, body: proposal(1) }, NOON))).toBe('too_many')
      for (const who of [ana, ben]) await store.vote(who, { doc: 'proposal.one', draft: 1, yes: true }, NOON)
      expect(code(await store.send(ana, knock('u1', ben, true), NOON))).toBe('ok')
      expect(await store.send(ana, knock('u2', ben, true), NOON + HOUR)).toEqual({
        ok: false,
        code: 'quota',
        retryMs: DAY - HOUR,
      })
      expect(code(await store.send(ana, knock('u2', ben, true), NOON + DAY))).toBe('ok')
      expect(code(await store.send(ana, knock('u3', ben), NOON + DAY))).toBe('ok')
      expect(code(await store.send(ana, knock('u4', ben), NOON + DAY))).toBe('too_many')
      await store.sweep(NOON + 30 * DAY)
      expect(waiting(store, ben)).toEqual(['u2', 'u3'])
      await store.close()
    })

    test('documents and items are there after a crash', async () => {
      const disk = await makeDisk()
      const { store, people } = await team(disk)
      const [ana, ben] = people
      await store.putDoc(ana, { doc: 'proposal.one', base: 0, body: proposal(1) }, NOON)
      await store.vote(ana, { doc: 'proposal.one', draft: 1, yes: true }, NOON)
      await store.send(ana, knock('item-1', ben), NOON)
      await store.claim(ben, 'item-1', NOON)
      await disk.crash()
      const again = await disk.open({ now: NOON + 1, restartLease: 0 })
      await again.open('atlas')
      expect(bodyOf(again, 'proposal.one')).toMatchObject({ votes: { ana: true }, state: 'open' })
      expect(again.view('atlas')?.history('proposal.one')).toHaveLength(2)
      expect(again.view('atlas')?.inbox('ben')).toMatchObject([{ id: 'item-1', claim: { device: ben.device } }])
      expect(code(await again.send(ana, knock('item-1', ben), NOON))).toBe('ok')
      expect(waiting(again, ben)).toEqual(['item-1'])
      await again.close()
    })

    test('what meetings cost is written by anybody, taken back by who bears it, and forgets who leaves', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben, chi] = people
      const meeting = (bore: object) => JSON.stringify({ start: NOON, end: NOON + HOUR, bore })
      const put = (who: Caller, doc: string, base: number, body: string | null) =>
        store.putDoc(who, { doc, base, body }, NOON)
      expect(code(await put(ana, 'meeting.m', 0, meeting({ ben: 480, chi: 120 })))).toBe('ok')
      expect(code(await put(ana, 'meeting.n', 0, meeting({ ben: 60 })))).toBe('ok')
      expect(code(await put(ana, 'meeting.o', 0, meeting({ ben: 30 })))).toBe('ok')
      expect(code(await put(chi, 'meeting.n', 1, null))).toBe('forbidden')
      expect(code(await put(ben, 'meeting.n', 1, null))).toBe('ok')
      await store.edit('atlas', { do: 'remove', person: 'ben' }, NOON)
      expect(bodyOf(store, 'meeting.m')['bore']).toEqual({ chi: 120 })
      expect(bodyOf(store, 'meeting.o')).toBeNull()
      expect(JSON.stringify(store.view('atlas')?.history('meeting.m'))).not.toContain('ben\\":')
      await store.close()
    })

    test('who is refused while others are written is answered all the same', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben] = people
      const written = store.addInvite('atlas', { id: 'y', hash: 'h', expires: NOON + HOUR, uses: 3, person: null })
      // The transaction is on its way to the disk now.
      await new Promise((next) => setImmediate(next))
      const refused = store.putDoc(ben, { doc: `checkin.${ana.person}.2026-11-20`, base: 0, body: '{}' }, NOON)
      await written
      expect(code(await refused)).toBe('forbidden')
      await store.close()
    })
  })
}
