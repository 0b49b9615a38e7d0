/** The engine behind TLS: every way to it is encrypted, and no other authority's certificate is taken. */
import { writeFile } from 'node:fs/promises'
import { join as inFolder } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import { openStore, type EngineWords } from '../../src/hub/opening.ts'
import { readEngine } from '../../src/hub/store/engine/link.ts'
import { adviseSentinels } from '../../src/hub/store/engine/sentinels.ts'
import { openEngine } from '../../src/hub/store/engine/store.ts'
import type { Store } from '../../src/hub/store/port.ts'
import { openFolder } from '../../src/hub/folder.ts'
import { away, newFolder } from '../hub/kit.ts'
import { HOUR, join, NOON } from '../hub/disk.ts'
import { type Authority, makeAuthority } from './authority.ts'
import { startRedis, startWatched } from './redis.ts'

vi.setConfig({ testTimeout: 90_000 })

async function authority(name?: string): Promise<Authority> {
  const made = await makeAuthority(name)
  onTestFinished(() => made.remove())
  return made
}

const addressOf = (url: string, ca?: string) => {
  const address = readEngine(url, ca)
  if (address === null) throw new Error('no address')
  return address
}

/** As `serve` opens it. */
async function opened(engine: string, ca?: string): Promise<Store> {
  const folder = await newFolder()
  const file = inFolder(folder, 'ca.pem')
  if (ca !== undefined) await writeFile(file, ca)
  const words: EngineWords = { engine, ...(ca === undefined ? {} : { engineCa: file }) }
  const { store } = await openStore(words, await openFolder(folder), 0, new URL('file:///none'))
  return store
}

async function showing(store: Store, text: string): Promise<void> {
  const shown = (): string => store.view('atlas')?.person('ana')?.shown ?? ''
  await expect.poll(shown, { timeout: 20_000 }).toContain(`"text":"${text}"`)
}

test('teams are kept through TLS alone, with Sentinel, and a failover is survived', async () => {
  const tls = await authority()
  const engine = await startWatched({ tls })
  onTestFinished(() => engine.stop())
  expect(engine.url).toMatch(/^rediss-sentinel:/)
  const [one, two] = [await opened(engine.url, tls.ca), await opened(engine.url, tls.ca)]
  onTestFinished(() => Promise.all([one.close(), two.close()]).then(() => {}))
  const now = Date.now()
  await one.createTeam({ id: 'atlas', name: 'Atlas', epoch: 'a'.repeat(16) })
  const who = await join(one, 'atlas', 'ana', undefined, now)
  await two.open('atlas')
  const say = (text: string, count: number) =>
    one.put(who, { kind: 'manual', hlc: hlcOf(now, count), body: away(text, now + HOUR) }, now)
  await say('encrypted', 1)
  await showing(two, 'encrypted')

  await (await engine.master()).kill()
  const again = (): Promise<boolean> =>
    say('still encrypted', 2).then(
      () => true,
      () => false,
    )
  await expect.poll(again, { timeout: 30_000, interval: 100 }).toBe(true)
  await showing(two, 'still encrypted')
})

test('the certificate of another authority is refused in a sentence, by Sentinel and by a single engine', async () => {
  const [tls, other, double] = [await authority(), await authority('Another one'), await authority()]
  const single = await startRedis([], undefined, tls)
  onTestFinished(() => single.kill())
  const engine = await startWatched({ tls })
  onTestFinished(() => engine.stop())
  for (const url of [single.url, engine.url])
    await expect(opened(url, other.ca)).rejects.toThrow(
      /^The engine's certificate is not from the authority in --engine-ca \(.+\)\.$/,
    )
  await expect(opened(single.url, double.ca)).rejects.toThrow(/is not from the authority in --engine-ca \(.+\)\.$/)
  await expect(opened(single.url)).rejects.toThrow(/that this computer knows \(.+\); name .* --engine-ca\.$/)
  // The store says it by itself too, without the clock that `serve` asks first.
  const redis = addressOf(engine.url, other.ca)
  await expect(openEngine({ redis, clock: { now: () => NOON }, restartLease: 0 })).rejects.toThrow(/--engine-ca \(/)
  // A Sentinel that cannot be trusted is not asked for advice either.
  expect(await adviseSentinels(redis)).toEqual([])
})

test('an engine that does not encrypt, or is another one, is told from one that is not there', async () => {
  const tls = await authority()
  const plain = await startRedis()
  onTestFinished(() => plain.kill())
  await expect(opened(plain.url.replace('redis:', 'rediss:'), tls.ca)).rejects.toThrow(/does not answer there in TLS/)
  const single = await startRedis([], undefined, tls)
  onTestFinished(() => single.kill())
  await expect(opened(single.url.replace('127.0.0.1', 'localhost'), tls.ca)).rejects.toThrow(
    /certificate is for another name or address/,
  )
  await expect(opened('rediss://127.0.0.1:1', tls.ca)).rejects.toThrow('The engine cannot be reached.')
  await expect(opened(plain.url, tls.ca)).rejects.toThrow(/--engine-ca is for an engine behind TLS/)
  await expect(opened(single.url, 'no certificate')).rejects.toThrow(/holds no certificate/)
})
