/** A hub's data folder with one team of any size in it, made without a network. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createMembers, readInviteKey } from '../../src/hub/members.ts'
import { openEmbedded } from '../../src/hub/store/embedded.ts'
import type { Store } from '../../src/hub/store/port.ts'

export interface Seat {
  readonly device: string
  readonly token: string
}

const WRITER = new URL('../../src/hub/store/writerThread.ts', import.meta.url)

/** One seat for each device; a person's devices are neighbours. */
export async function makeTeam(folder: string, people: number, devicesEach = 1): Promise<Seat[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const caps = { teams: 10, members: people, devices: 8 }
  const store = await openEmbedded({
    file: join(folder, 'hub.db'),
    writer: WRITER,
    now: Date.now(),
    restartLease: 0,
    caps,
  })
  try {
    return await fillTeam(store, people, devicesEach)
  } finally {
    await store.close()
  }
}

/** Makes a team in a store that is open already. */
export async function fillTeam(store: Store, people: number, devicesEach = 1): Promise<Seat[]> {
  const members = createMembers(store, () => Date.now())
  const team = await members.createTeam('Load')
  const invites = await Promise.all(
    Array.from({ length: Math.ceil(people / team.invite.uses) }, () => members.invite(team.id)),
  )
  const join = async (invite: { id: string; secret: string }, name: string) => {
    const key = readInviteKey(`${invite.id}.${invite.secret}`)
    const joined = key === null ? null : await members.join(key, name, 'load')
    if (!joined?.ok) throw new Error(`no seat: ${joined?.code}`)
    return joined
  }
  const seat = async (index: number): Promise<Seat[]> => {
    const invite = invites[Math.floor(index / team.invite.uses)] ?? team.invite
    const first = await join(invite, `Person ${index}`)
    const more = Array.from({ length: devicesEach - 1 }, async () =>
      join(await members.invite(team.id, first.person), ''),
    )
    return [first, ...(await Promise.all(more))].map(({ device, token }) => ({ device, token }))
  }
  return (await Promise.all(Array.from({ length: people }, (_, index) => seat(index)))).flat()
}
