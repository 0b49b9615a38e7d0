/** The client in the docs, which knows nothing but the page, does all that a client must. */
import { expect, onTestFinished, test } from 'vitest'
import { away, eventually, member, newTeam, nothing, startHub } from './kit.ts'

interface Stranger {
  readonly team: {
    readonly people: ReadonlyMap<string, { name: string; live: boolean; manual: { text: string } | null; r: number }>
    readonly docs: ReadonlyMap<string, { body: unknown; v: number }>
    readonly inbox: ReadonlyMap<string, { from: string; body: { text: string } }>
  }
  send(frame: object): number
  close(): void
  pending(): number
  drop(): void
}
interface Page {
  join(invite: string, name: string): Promise<{ url: string; person: string; token: string; device: string }>
  connect(joined: object, told?: (frame: { t: string; full?: boolean }) => void): Stranger
}

async function page(): Promise<Page> {
  const file: string = new URL('../../docs/client.mjs', import.meta.url).href
  return (await import(file)) as Page
}

test('the client in the docs joins, publishes, resumes, mends gaps, writes documents and handles what is left for it', async () => {
  const { join, connect } = await page()
  const hub = await startHub()
  const invite = await newTeam(hub)
  const ana = await member(invite, 'Ana')
  const joined = await join(invite, 'Stranger')
  await expect(join(`${invite.slice(0, -1)}!`, 'x')).rejects.toThrow('invite_invalid')
  const frames: { t: string; full?: boolean }[] = []
  const stranger = connect(joined, (frame) => frames.push(frame))
  onTestFinished(() => stranger.close())
  const seen = (id: string) => stranger.team.people.get(id)
  await eventually(() => [...stranger.team.people.values()].map(({ name }) => name).toSorted()).toEqual([
    'Ana',
    'Stranger',
  ])

  stranger.send({ t: 'put', kind: 'manual', body: away('hello from a stranger') })
  await eventually(() => ana.people.get('Stranger')?.manual?.text).toBe('hello from a stranger')
  await eventually(() => stranger.pending()).toBe(0)

  frames.length = 0
  stranger.drop()
  ana.link.publish({ ...nothing, manual: away('said while it was away') })
  stranger.send({ t: 'put', kind: 'manual', body: away('one') })
  stranger.send({ t: 'put', kind: 'manual', body: away('two') })
  await eventually(() => seen(ana.joined.person)?.manual?.text).toBe('said while it was away')
  await eventually(() => ana.people.get('Stranger')?.manual?.text).toBe('two')
  expect(frames.filter(({ t }) => t === 'sync').every(({ full }) => full === false)).toBe(true)

  const doc = `checkin.${joined.person}.2026-11-20`
  stranger.send({ t: 'doc', doc, base: 0, body: { did: 'wrote a client' } })
  await eventually(() => stranger.team.docs.get(doc)).toMatchObject({ v: 1, body: { did: 'wrote a client' } })

  const item = 'abcdefghijklmnop'
  const body = { kind: 'handoff', text: 'to myself' }
  stranger.send({ t: 'item', op: 'send', item, to: joined.person, body })
  await eventually(() => stranger.team.inbox.get(item)?.body).toEqual(body)
  stranger.send({ t: 'item', op: 'claim', item })
  stranger.send({ t: 'item', op: 'done', item })
  await eventually(() => stranger.team.inbox.size + stranger.pending()).toBe(0)

  await hub.kill('SIGKILL')
  stranger.send({ t: 'put', kind: 'manual', body: away('while the hub was gone') })
  await startHub({ data: hub.data })
  await eventually(() => ana.people.get('Stranger')?.manual?.text, 20_000).toBe('while the hub was gone')
  expect(stranger.team.docs.get(doc)).toMatchObject({ v: 1 })
  stranger.close()
  await eventually(() => ana.people.get('Stranger')?.live).toBe(false)
})
