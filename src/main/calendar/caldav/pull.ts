/** Brings what is known of a calendar up to date, asking for as little as the server lets us. */
import { MOST_BYTES, MOST_EVENTS } from '../limits.ts'
import { CalendarProblem } from '../problem.ts'
import type { DavServer, Entry } from './server.ts'
import type { DavStore } from './store.ts'

/** The same store where nothing changed. `whole` believes no token and no version. */
export async function pull(server: DavServer, url: string, known: DavStore, whole: boolean): Promise<DavStore> {
  const now = await server.tokens(url)
  if (!whole && isSame(known, now)) return known
  const news =
    (whole || known.sync === '' ? null : await server.changes(url, known.sync)) ?? (await all(server, url, known))
  const stale = news.changed.filter(({ href, etag }) => whole || etag === '' || known.objects[href]?.etag !== etag)
  if (stale.length > MOST_EVENTS) throw new CalendarProblem('calendar_too_many')
  const objects = { ...known.objects }
  for (const href of news.gone) delete objects[href]
  const got = await server.get(
    url,
    stale.map(({ href }) => href),
  )
  for (const { href, etag, data } of got) objects[href] = { etag, data }
  // What was listed and is gone by now.
  for (const { href } of stale) if (!got.some((one) => one.href === href)) delete objects[href]
  if (sizeOf(objects) > MOST_BYTES) throw new CalendarProblem('calendar_too_large')
  return { ...known, ctag: now.ctag, sync: now.sync, objects }
}

const isSame = (known: DavStore, { ctag, sync }: { readonly ctag: string; readonly sync: string }): boolean =>
  sync === '' && ctag === '' ? false : sync === known.sync && ctag === known.ctag

async function all(server: DavServer, url: string, { objects }: DavStore) {
  const changed: readonly Entry[] = await server.list(url)
  const there = new Set(changed.map(({ href }) => href))
  return { changed, gone: Object.keys(objects).filter((href) => !there.has(href)) }
}

const sizeOf = (objects: DavStore['objects']): number =>
  Object.values(objects).reduce((sum, { data }) => sum + data.length, 0)
