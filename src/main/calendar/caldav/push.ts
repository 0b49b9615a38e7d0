/**
 * Keeps a calendar that Tideline made in step with the plan. What somebody else did to our events there is reported and
 * waits one round, so that the plan can take it over; then the plan is written again, whatever it says by then.
 */
import { DAY } from '../../../core/time/instant.ts'
import { eventText, isOurs, nameOf, readOwn, signOf, type Wanted } from './event.ts'
import type { DavServer } from './server.ts'
import type { DavStore } from './store.ts'

/** `moved` is another time and nothing else; `lost` is what the plan does not take over. */
export type Foreign =
  | { readonly what: 'moved'; readonly block: string; readonly start: number; readonly end: number }
  | { readonly what: 'lost'; readonly why: 'changed' | 'deleted' | 'both'; readonly summary: string }

export interface Pushed {
  readonly store: DavStore
  readonly foreign: readonly Foreign[]
}

interface Round {
  readonly server: DavServer
  readonly url: string
  readonly now: number
}

/** `fresh` is what is there, `known` how it was when we wrote last. */
export async function push(round: Round, fresh: DavStore, known: DavStore, wanted: readonly Wanted[]): Promise<Pushed> {
  const store = structuredClone(fresh)
  const foreign: Foreign[] = []
  const names = new Map(wanted.map((one) => [nameOf(one.block), one]))
  adopt(round.url, store, wanted)
  for (const [name, own] of Object.entries(store.own)) {
    const found = foreignTo(own, store, known, names.get(name), round.now)
    if (found === null) continue
    foreign.push(found)
    own.sign = ''
    names.delete(name)
  }
  for (const [name, one] of names) await write(round, store, name, one)
  const kept = new Set(wanted.map(({ block }) => nameOf(block)))
  for (const name of Object.keys(store.own)) if (!kept.has(name)) await unwrite(round, store, name)
  return { store, foreign }
}

const hrefOf = (url: string, name: string): string => new URL(`${name}.ics`, url).href

/** An event of ours that we forgot writing, because the answer or the disk was lost. */
function adopt(url: string, store: DavStore, wanted: readonly Wanted[]): void {
  for (const [href, { data }] of Object.entries(store.objects)) {
    const name = /^UID[^:]*:([0-9a-f]{32})@tideline/m.exec(data)?.[1]
    if (name === undefined || !isOurs(data)) continue
    const own = store.own[name]
    // Some servers keep it under a name of their own.
    if (own !== undefined && store.objects[own.href] === undefined) own.href = href
    if (own !== undefined) continue
    const one = wanted.find(({ block }) => nameOf(block) === name)
    store.own[name] = { href, block: one?.block ?? '', sign: '', end: one?.end ?? 0 }
  }
}

function foreignTo(
  own: DavStore['own'][string],
  store: DavStore,
  known: DavStore,
  wanted: Wanted | undefined,
  now: number,
): Foreign | null {
  // Nothing was written, or what came of it was reported already.
  if (own.sign === '') return null
  const [start, end, summary] = JSON.parse(own.sign) as [number, number, string]
  const there = store.objects[own.href]
  if (there === undefined)
    return own.end < now - DAY || wanted === undefined ? null : { what: 'lost', why: 'deleted', summary }
  if (there.etag !== '' && there.etag === known.objects[own.href]?.etag) return null
  const is = readOwn(there.data, start)
  if (is !== null && (signOf(is) === own.sign || (wanted !== undefined && signOf(is) === signOf(wanted)))) return null
  // A server that did not say what it made of our own words: only the time tells whether somebody was there.
  if (known.objects[own.href]?.etag === '' && is?.start === start && is.end === end) return null
  if (is === null || is.summary !== summary) return { what: 'lost', why: 'changed', summary }
  // Here and there: the plan counts, and the other is told.
  if (wanted === undefined || signOf(wanted) !== own.sign) return { what: 'lost', why: 'both', summary }
  return { what: 'moved', block: own.block, start: is.start, end: is.end }
}

async function write({ server, url, now }: Round, store: DavStore, name: string, wanted: Wanted): Promise<void> {
  const own = store.own[name]
  const sign = signOf(wanted)
  const href = own?.href ?? hrefOf(url, name)
  const there = store.objects[href]
  if (own?.sign === sign && there !== undefined) return
  const data = eventText(wanted, now)
  const put = await server.put(href, data, there?.etag || null)
  // Somebody was quicker: seen in the next round.
  if (put === false) return
  store.objects[href] = { etag: put.etag, data }
  store.own[name] = { href, block: wanted.block, sign, end: wanted.end }
}

async function unwrite({ server }: Round, store: DavStore, name: string): Promise<void> {
  const own = store.own[name]
  if (own === undefined) return
  const there = store.objects[own.href]
  if (there !== undefined && !(await server.remove(own.href, there.etag))) return
  delete store.objects[own.href]
  delete store.own[name]
}
