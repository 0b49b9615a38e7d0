/** What every store promises of people, their devices and their team. */
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/hub/store/port.ts'
import { DAY, type Disk, HOUR, join, NOON, team } from './disk.ts'

export function peopleContract(name: string, makeDisk: () => Promise<Disk> | Disk): void {
  describe(name, () => {
    test('the first who comes owns the team, and it is never without an owner', async () => {
      const { store } = await team(await makeDisk())
      const roles = () => Object.fromEntries((store.view('atlas')?.people() ?? []).map(({ id, role }) => [id, role]))
      expect(roles()).toEqual({ ana: 'owner', ben: 'member', chi: 'member' })
      const { rev = 0, epoch = '' } = store.view('atlas') ?? {}
      await store.edit('atlas', { do: 'role', person: 'chi', role: 'owner' }, NOON)
      await store.edit('atlas', { do: 'rename', person: 'ben', name: 'Benedikt' }, NOON)
      await store.edit('atlas', { do: 'rename team', name: 'Atlas Two' }, NOON)
      const news = store.view('atlas')?.since({ epoch, rev })
      expect(news?.set.map(({ id, name, role, nameRev }) => [id, name, role, nameRev > rev])).toEqual(
        expect.arrayContaining([
          ['chi', 'chi', 'owner', true],
          ['ben', 'Benedikt', 'member', true],
        ]),
      )
      expect(store.view('atlas')).toMatchObject({ name: 'Atlas Two', nameRev: rev + 3 })
      await store.edit('atlas', { do: 'remove', person: 'chi' }, NOON)
      expect(roles()).toEqual({ ana: 'owner', ben: 'member' })
      await store.edit('atlas', { do: 'remove', person: 'ana' }, NOON)
      expect(roles()).toEqual({ ben: 'owner' })
      await store.close()
    })

    test('who goes takes everything along: status, words, items, tokens, invites', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana, ben] = people
      await store.putDoc(ben, { doc: 'checkin.ben.2026-11-20', base: 0, body: '{"did":"secret"}' }, NOON)
      await store.putDoc(
        ben,
        { doc: 'waiting.w', base: 0, body: '{"who":"ben","on":"ana","what":"secret","since":1}' },
        NOON,
      )
      await store.send(ben, { id: 'from', to: 'ana', body: '"secret"', urgent: false }, NOON)
      await store.send(ana, { id: 'to', to: 'ben', body: '"secret"', urgent: false }, NOON)
      await store.edit('atlas', { do: 'remove', person: 'ben' }, NOON)
      const view = store.view('atlas')
      expect(JSON.stringify([view?.since(null), view?.inbox('ana'), view?.inbox('ben')])).not.toContain('secret')
      expect(JSON.stringify(view?.history('checkin.ben.2026-11-20'))).not.toContain('secret')
      expect(await store.token('token-ben-laptop')).toBeNull()
      await expect(store.edit('atlas', { do: 'remove', person: 'ben' }, NOON)).rejects.toMatchObject({
        code: 'unknown_device',
      })
      await store.close()
    })

    test('a device can be removed alone, and its token is replaced without a gap', async () => {
      const { store, people } = await team(await makeDisk())
      const [ana] = people
      const phone = await join(store, 'atlas', 'ana', 'phone')
      await store.begin(ana, NOON + HOUR, NOON)
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      await store.edit('atlas', { do: 'remove device', person: 'ana', device: ana.device }, NOON)
      expect(told.flatMap(({ revoked = [] }) => revoked)).toEqual([ana.device])
      expect(await store.token('token-ana-laptop')).toBeNull()
      await expect(store.begin(ana, NOON + HOUR, NOON)).rejects.toMatchObject({ code: 'unknown_device' })
      const rotate = { do: 'rotate', token: 'token-phone', next: { id: 'next', mac: 'new' } } as const
      await store.edit('atlas', rotate, NOON)
      expect(await store.token('token-phone')).toMatchObject({ expires: NOON + 7 * DAY })
      expect(await store.token('next')).toMatchObject({ ...phone, mac: 'new', replaces: 'token-phone', expires: null })
      await store.edit('atlas', { do: 'settle token', token: 'next' }, NOON)
      expect(await store.token('token-phone')).toBeNull()
      expect(await store.token('next')).toMatchObject({ replaces: null })
      await store.close()
    })

    test('a team that is removed is gone with everybody, and an invite that is removed lets nobody in', async () => {
      const { store } = await team(await makeDisk())
      await store.addInvite('atlas', { id: 'x', hash: 'h', expires: NOON + HOUR, uses: 3, person: null })
      expect(store.view('atlas')?.invites()).toMatchObject([{ id: 'x', uses: 3 }])
      await store.edit('atlas', { do: 'remove invite', invite: 'x' }, NOON)
      expect(store.view('atlas')?.invites()).toEqual([])
      const told: Change[] = []
      store.subscribe((change) => told.push(change))
      await store.edit('atlas', { do: 'remove team' }, NOON)
      expect(told.flatMap(({ gone }) => gone).toSorted()).toEqual(['ana', 'ben', 'chi'])
      expect(await store.teams()).toEqual([])
      expect(await store.token('token-ana-laptop')).toBeNull()
      expect(store.view('atlas')).toBeUndefined()
      await store.close()
    })
  })
}
