/** What every store promises, whatever it is made of. */
import { describe, expect, test } from 'vitest'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import type { Change } from '../../src/hub/store/port.ts'
import {
  away,
  type Disk,
  EPOCH,
  focusing,
  HOUR,
  invite,
  join,
  newcomer,
  NOON,
  planned,
  put,
  shown,
  withTeam,
} from './disk.ts'

export function storeContract(name: string, makeDisk: () => Promise<Disk> | Disk): void {
  describe(name, () => {
    test('a join uses up the invite, and a wrong, used or expired one is refused alike', async () => {
      const store = await withTeam(await makeDisk())
      await invite(store, 'atlas', 'once')
      await invite(store, 'atlas', 'late', { expires: NOON })
      const tries = [
        await store.redeem({ id: 'once', hash: 'wrong' }, newcomer('eve'), NOON),
        await store.redeem({ id: 'once', hash: 'hash-once' }, newcomer('ana'), NOON),
        await store.redeem({ id: 'once', hash: 'hash-once' }, newcomer('ben'), NOON),
        await store.redeem({ id: 'late', hash: 'hash-late' }, newcomer('ben'), NOON),
        await store.redeem({ id: 'none', hash: 'hash-none' }, newcomer('ben'), NOON),
      ]
      expect(tries.map((tried) => (tried.ok ? 'joined' : tried.code))).toEqual([
        'invite_invalid',
        'joined',
        'invite_invalid',
        'invite_invalid',
        'invite_invalid',
      ])
      expect(await store.token('token-ana-laptop')).toMatchObject({
        team: 'atlas',
        person: 'ana',
        device: 'ana-laptop',
        mac: 'mac-ana-laptop',
      })
      expect(await store.token('token-ben-laptop')).toBeNull()
      await store.close()
    })

    test('teams, members and devices have a cap', async () => {
      const store = await withTeam(await makeDisk(), { caps: { teams: 1, members: 1, devices: 2 } })
      await expect(store.createTeam({ id: 'b', name: 'B', epoch: EPOCH })).rejects.toMatchObject({
        code: 'too_many_teams',
      })
      await join(store, 'atlas', 'ana')
      await expect(join(store, 'atlas', 'ben')).rejects.toThrow('team_full')
      await join(store, 'atlas', 'ana', 'second')
      await expect(join(store, 'atlas', 'ana', 'third')).rejects.toThrow('too_many_devices')
      await store.close()
    })

    test('the later stamp wins, and the earlier one is told so', async () => {
      const store = await withTeam(await makeDisk())
      const ana = await join(store, 'atlas', 'ana')
      await store.begin(ana, NOON + HOUR, NOON)
      const later = away(NOON + HOUR, 'later')
      const won = await store.put(ana, put('manual', later, NOON + 2), NOON)
      expect(won.stale).toBeNull()
      expect(await store.put(ana, put('manual', away(NOON + HOUR, 'earlier'), NOON + 1), NOON)).toEqual({
        rev: won.rev,
        stale: hlcOf(NOON + 2),
      })
      expect(await store.put(ana, put('manual', later, NOON + 2), NOON)).toEqual({ rev: won.rev, stale: null })
      expect(shown(store, ana).manual).toEqual(later)
      await store.close()
    })

    test('two devices with the same stamp: every hub takes the same one, in whatever order they come', async () => {
      for (const order of [
        ['a', 'b'],
        ['b', 'a'],
      ] as const) {
        const store = await withTeam(await makeDisk())
        const devices = { a: await join(store, 'atlas', 'ana', 'a'), b: await join(store, 'atlas', 'ana', 'b') }
        for (const name of order) await store.put(devices[name], put('manual', away(NOON + HOUR, name)), NOON)
        expect(shown(store, devices.a).manual?.text).toBe('b')
        await store.close()
      }
    })

    test('a stamp from far ahead, left from before the clock was set back, does not win for ever', async () => {
      const store = await withTeam(await makeDisk())
      const ana = await join(store, 'atlas', 'ana')
      await store.put(ana, put('manual', away(NOON + 3 * HOUR, 'ahead'), NOON + HOUR), NOON + HOUR)
      const written = await store.put(ana, put('manual', away(NOON + 3 * HOUR, 'now'), NOON), NOON)
      expect(written.stale).toBeNull()
      expect(shown(store, ana).manual?.text).toBe('now')
      await store.close()
    })

    test('presence counts only while its device is live; lowest rule first, then the newest', async () => {
      const store = await withTeam(await makeDisk())
      const laptop = await join(store, 'atlas', 'ana', 'laptop')
      const desktop = await join(store, 'atlas', 'ana', 'desktop')
      await store.begin(laptop, NOON + HOUR, NOON)
      await store.begin(desktop, NOON + HOUR, NOON)
      await store.put(laptop, put('presence', focusing(NOON + HOUR), NOON + 1), NOON)
      await store.put(desktop, put('presence', planned, NOON + 2), NOON)
      expect(shown(store, laptop)).toMatchObject({ live: true, gone: null, presence: { rule: 2 } })
      await store.end(laptop, { quit: true }, NOON)
      expect(shown(store, laptop)).toMatchObject({ live: true, gone: null, presence: { rule: 4 } })
      await store.end(desktop, { quit: true }, NOON)
      expect(shown(store, laptop)).toMatchObject({ live: false, gone: 'quit', presence: null })
      await store.close()
    })

    test('a device whose person is away from it counts last: it never hides one in use', async () => {
      const store = await withTeam(await makeDisk())
      const laptop = await join(store, 'atlas', 'ana', 'laptop')
      const desktop = await join(store, 'atlas', 'ana', 'desktop')
      await store.begin(laptop, NOON + HOUR, NOON)
      await store.begin(desktop, NOON + HOUR, NOON)
      await store.put(laptop, put('presence', planned, NOON + 1), NOON)
      await store.put(desktop, put('presence', { rule: 5, state: 'away', zone: 'Europe/Lisbon' }, NOON + 2), NOON)
      expect(shown(store, laptop)).toMatchObject({ live: true, presence: { rule: 4 } })
      await store.end(laptop, { quit: true }, NOON)
      expect(shown(store, laptop)).toMatchObject({ live: true, presence: { rule: 5, state: 'away' } })
      await store.close()
    })

    test('a lease that runs out is lost, one that is taken up again never flickers', async () => {
      const store = await withTeam(await makeDisk())
      const ana = await join(store, 'atlas', 'ana')
      await store.begin(ana, NOON + HOUR, NOON)
      await store.put(ana, put('presence', focusing(NOON + HOUR)), NOON)
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      await store.end(ana, { quit: false, at: NOON + 30_000 }, NOON)
      await store.sweep(NOON + 29_999)
      await store.begin(ana, NOON + HOUR, NOON + 29_999)
      await store.sweep(NOON + 30_000)
      expect(told).toEqual([])
      await store.end(ana, { quit: false, at: NOON + 60_000 }, NOON + 30_000)
      await store.sweep(NOON + 60_000)
      expect(told).toEqual([{ team: 'atlas', set: ['ana'], gone: [] }])
      expect(shown(store, ana)).toMatchObject({ live: false, gone: 'lost', presence: null })
      expect(await store.begin(ana, NOON + HOUR, NOON + 61_000)).toMatchObject({ presence: hlcOf(NOON) })
      expect(shown(store, ana)).toMatchObject({ live: true, presence: { rule: 2 } })
      await store.close()
    })

    test('a renewed lease holds', async () => {
      const store = await withTeam(await makeDisk(), { restartLease: 0 })
      const ana = await join(store, 'atlas', 'ana')
      await store.begin(ana, NOON + 1_000, NOON)
      await store.renew([ana], NOON + 5_000, NOON)
      await store.sweep(NOON + 1_000)
      expect(shown(store, ana).live).toBe(true)
      await store.sweep(NOON + 5_000)
      expect(shown(store, ana)).toMatchObject({ live: false, gone: 'lost' })
      await store.close()
    })

    test('a status ends at its until, for everyone, once', async () => {
      const store = await withTeam(await makeDisk())
      const ana = await join(store, 'atlas', 'ana')
      await store.begin(ana, NOON + HOUR, NOON)
      await store.put(ana, put('presence', focusing(NOON + 1_000)), NOON)
      await store.put(ana, put('manual', away(NOON + 2_000, 'lunch')), NOON)
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      await store.sweep(NOON + 999)
      expect(told).toHaveLength(0)
      await store.sweep(NOON + 1_000)
      expect(shown(store, ana)).toMatchObject({ presence: null, manual: { text: 'lunch' } })
      await store.sweep(NOON + 2_000)
      expect(shown(store, ana)).toMatchObject({ presence: null, manual: null, live: true })
      await store.sweep(NOON + 3_000)
      expect(told).toHaveLength(2)
      await store.close()
    })

    test('a change of the plan is told, the same plan again is not', async () => {
      const store = await withTeam(await makeDisk())
      const ana = await join(store, 'atlas', 'ana')
      const plan = { zone: 'Europe/Lisbon', intervals: [{ start: NOON, end: NOON + HOUR, state: 'available' }] }
      const before = store.view('atlas')?.rev ?? 0
      const { rev } = await store.put(ana, put('plan', plan, NOON), NOON)
      expect(rev).toBe(before + 1)
      expect(await store.put(ana, put('plan', plan, NOON + 1), NOON)).toEqual({ rev, stale: null })
      expect(store.view('atlas')?.person('ana')).toMatchObject({ plan: JSON.stringify(plan), planRev: rev, asOf: null })
      await store.close()
    })

    test('since tells each changed person once, who left, and everything to a stranger', async () => {
      const store = await withTeam(await makeDisk())
      const [ana, ben] = [await join(store, 'atlas', 'ana'), await join(store, 'atlas', 'ben')]
      const view = store.view('atlas')
      const rev = view?.rev ?? 0
      await store.begin(ana, NOON + HOUR, NOON)
      for (const at of [1, 2, 3])
        await store.put(ana, put('presence', focusing(NOON + HOUR + at), NOON + at), NOON + at)
      await store.edit('atlas', { do: 'remove', person: ben.person }, NOON)
      const delta = view?.since({ epoch: EPOCH, rev })
      expect(delta).toMatchObject({ full: false, gone: ['ben'] })
      expect(delta?.set.map(({ id, rev: at }) => [id, at])).toEqual([['ana', rev + 4]])
      expect(view?.since({ epoch: EPOCH, rev: view.rev })).toEqual({ full: false, set: [], gone: [], docs: [] })
      for (const from of [null, { epoch: 'b'.repeat(16), rev }, { epoch: EPOCH, rev: rev + 1_000 }]) {
        expect(view?.since(from)).toMatchObject({ full: true, set: [{ id: 'ana' }] })
      }
      expect(await store.token('token-ben-laptop')).toBeNull()
      await expect(store.put(ben, put('presence', planned), NOON)).rejects.toMatchObject({ code: 'unknown_device' })
      await store.close()
    })

    test('teams know nothing of each other', async () => {
      const store = await withTeam(await makeDisk())
      await store.createTeam({ id: 'boreas', name: 'Boreas', epoch: 'b'.repeat(16) })
      const ana = await join(store, 'atlas', 'ana')
      const bo = await join(store, 'boreas', 'bo')
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      const { rev } = await store.put(bo, put('manual', away(NOON + HOUR, 'secret')), NOON)
      expect(told.map(({ team }) => team)).toEqual(['boreas'])
      expect(JSON.stringify(store.view('atlas')?.since(null))).not.toContain('secret')
      expect(rev).not.toBe((await store.put(ana, put('manual', null), NOON)).rev + 1_000)
      await expect(store.put({ ...bo, team: 'atlas' }, put('manual', null), NOON)).rejects.toMatchObject({
        code: 'unknown_device',
      })
      await expect(store.begin({ ...ana, device: 'bo-laptop' }, NOON, NOON)).rejects.toMatchObject({
        code: 'unknown_device',
      })
      await store.close()
    })

    test('what was confirmed is there after a crash, no number is used twice, and its knowers start anew', async () => {
      const disk = await makeDisk()
      const store = await withTeam(disk)
      const ana = await join(store, 'atlas', 'ana')
      await store.begin(ana, NOON + 60_000, NOON)
      await store.put(ana, put('presence', focusing(NOON + HOUR)), NOON)
      const { rev } = await store.put(ana, put('manual', away(NOON + HOUR, 'kept')), NOON)
      await disk.crash()
      const again = await disk.open({ now: NOON + 10_000, restartLease: 60_000 })
      const view = await again.open('atlas')
      expect(shown(again, ana)).toMatchObject({ live: true, presence: { rule: 2 }, manual: { text: 'kept' } })
      if (disk.forgetsNothing === true) expect(view?.rev).toBe(rev)
      else expect(view?.rev).toBeGreaterThan(rev + 1_000)
      expect(view?.since({ epoch: EPOCH, rev })).toMatchObject({ full: false, set: [] })
      expect(view?.since({ epoch: EPOCH, rev: rev + 1 })).toMatchObject({ full: true })
      expect(await again.token('token-ana-laptop')).toMatchObject({ person: 'ana' })
      await again.sweep(NOON + 70_000)
      expect(shown(again, ana)).toMatchObject({ live: false, gone: 'lost' })
      await again.close()
    })

    test('a status that ended while the hub was down is news after the restart', async () => {
      const disk = await makeDisk()
      const store = await withTeam(disk)
      const ana = await join(store, 'atlas', 'ana')
      const { rev } = await store.put(ana, put('manual', away(NOON + 1_000, 'short')), NOON)
      await store.close()
      const again = await disk.open({ now: NOON + 2_000, restartLease: 60_000 })
      await again.open('atlas')
      await again.sweep(NOON + 2_000)
      expect(shown(again, ana).manual).toBeNull()
      expect(again.view('atlas')?.since({ epoch: EPOCH, rev })).toMatchObject({ full: false, set: [{ id: 'ana' }] })
      await again.close()
    })

    test('a clean stop leaves no gap, however often', async () => {
      const disk = await makeDisk()
      const store = await withTeam(disk)
      const ana = await join(store, 'atlas', 'ana')
      const { rev } = await store.put(ana, put('manual', away(NOON + HOUR, 'x')), NOON)
      await store.close()
      await (await disk.open({ now: NOON, restartLease: 0 })).close()
      const again = await disk.open({ now: NOON, restartLease: 0 })
      await again.open('atlas')
      expect(again.view('atlas')?.rev).toBe(rev)
      expect(again.view('atlas')?.since({ epoch: EPOCH, rev })).toEqual({ full: false, set: [], gone: [], docs: [] })
      await again.close()
    })
  })
}
