import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startApp } from '../../../../tests/harness/app.ts'
import { waitFor } from '../../../../tests/harness/wait.ts'
import { zonedTime } from '../../../../src/core/time/zone.ts'
import { say } from '../../../lib/say.mjs'
import { settleIn } from '../world.mjs'

const YEARS = 10
const A_DAY = 11
const DAY_MS = 24 * 3600 * 1000
const KINDS = ['focus', 'open', 'together', 'personal', 'rest']
const ZONES = ['Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Kolkata']
const TITLES = [
  'Draft the spec',
  'Mail and reviews',
  'Design review',
  'School run',
  'Lunch and a walk',
  '',
  'Night-owl block',
]

/** The data folder of somebody who has planned for ten years: `full` beside the empty `tideline`. */
export async function settleWithYears(world) {
  await settleIn(world, 'full')
  const dir = path.join(world.dir, 'full')
  const { plan, journal } = tenYears(Date.now())
  await mkdir(dir, { recursive: true })
  await writeFile(path.join(dir, 'plan.json'), JSON.stringify({ version: 1, value: plan }, null, 2))
  for (const [month, lines] of journal) await writeFile(path.join(dir, `journal-${month}.jsonl`), lines.join(''))
  say(`${Object.keys(plan).length} blocks, ${journal.size} months of journal; the first start puts them away`)
  const app = await startApp(world.desktop, { dataDir: dir })
  await app.window('planner')
  await waitFor('the old months to be put away', async () => (await blocksIn(dir)) < 1000, 120_000)
  await app.stop()
}

const blocksIn = async (dir) =>
  Object.keys(JSON.parse(await readFile(path.join(dir, 'plan.json'), 'utf8')).value).length

/** Always the same life for the same day of its end. */
function tenYears(now) {
  const random = seeded(20_260_826)
  const plan = {}
  const journal = new Map()
  const today = Math.floor(now / DAY_MS)
  for (let day = today - YEARS * 365; day <= today + 14; day += 1) {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
    const zone = ZONES[Math.floor(day / 500) % ZONES.length]
    for (let at = 0; at < A_DAY; at += 1) {
      const id = `${date}-${at}`
      const minutes = 30 + 5 * Math.floor(random() * 12)
      const minute = 6 * 60 + at * 90 + 5 * Math.floor(random() * 6)
      const start = zonedTime(date, wallOf(minute % (24 * 60)), zone)
      const pick = (list) => list[Math.floor(random() * list.length)]
      plan[id] = { id, kind: pick(KINDS), title: pick(TITLES), start, minutes }
      if (day < today && at % 4 === 0) note(journal, Date.parse(start.slice(0, 25)), minutes, id)
    }
  }
  return { plan, journal }
}

function note(journal, at, minutes, session) {
  const month = new Date(at).toISOString().slice(0, 7)
  const line = (event) => `${JSON.stringify({ ...event, session })}\n`
  const lines = journal.get(month) ?? []
  const until = at + minutes * 60_000
  lines.push(
    line({ type: 'started', at, until, title: 'Draft the spec' }),
    line({ type: 'ended', at: until, how: 'completed' }),
  )
  journal.set(month, lines)
}

const wallOf = (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** mulberry32 */
function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
