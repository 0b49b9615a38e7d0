import { makeTeam } from '../../../../tests/load/team.ts'
import { say } from '../../../lib/say.mjs'
import { figure, median, percentile } from '../stats.mjs'
import { inFolder, inRounds, measured, startHub, startLoader, startRaw } from './servers.mjs'

/** The hub and raw `ws`, each with `people` connections of a loader of its own. */
export async function withBoth({ people, devicesEach = 1 }, run) {
  return inFolder(async (folder) => {
    const seats = await makeTeam(folder, people, devicesEach)
    const hub = { server: await startHub(folder), loader: startLoader(), seats }
    const raw = { server: await startRaw(), loader: startLoader(), seats: null }
    try {
      return await run({ raw, hub }, seats.length)
    } finally {
      for (const { server, loader } of [raw, hub]) {
        await loader.stop()
        await server.stop()
      }
    }
  })
}

export const openAll = ({ server, loader, seats }, count, more = {}) =>
  loader.ask({ do: 'open', port: server.port, count, seats, resume: false, atOnce: 200, ...more })

/** Changes per round: enough for a p99 over the rounds, few enough for a coffee. */
const changesOf = (size) => (size >= 5_000 ? 15 : size >= 1_000 ? 40 : 100)
const AIM_P50 = (size) => (size <= 200 ? 1.15 : 1.1)

/** The same code reads up to 6 % apart from one start of its processes to the next, more than a round differs from another. */
const startsOf = (size) => (size <= 200 ? 3 : 1)

/** One change to everybody, and many at once, at one size of team: the rounds of all starts together. */
export async function fanout(size, { rounds, quick }) {
  const changes = quick ? 10 : changesOf(size)
  const starts = []
  for (let start = 0; start < (quick ? 1 : startsOf(size)); start += 1)
    starts.push(await withBoth({ people: size }, (sides) => fanoutOnce(size, sides, { rounds, quick, changes })))
  return [
    ...singleFigures(size, changes, together(starts.map(({ single }) => single))),
    ...burstFigures(size, together(starts.map(({ burst }) => burst))),
  ]
}

const together = ([first, ...rest]) =>
  Object.fromEntries(Object.entries(first).map(([side, all]) => [side, [...all, ...rest.flatMap((one) => one[side])]]))

async function fanoutOnce(size, sides, { rounds, quick, changes }) {
  for (const side of Object.values(sides)) {
    await openAll(side, size)
    await side.loader.ask({ do: 'quiet', ms: 300 })
    // Both are warm before anything counts.
    await side.loader.ask({ do: 'fanout', changes, gapMs: 5 })
    await side.loader.ask({ do: 'burst', publishers: 8, ms: quick ? 200 : 600 })
  }
  const single = await inRounds(rounds, sides, (side) => measured(side, { do: 'fanout', changes, gapMs: 5 }))
  const cpu = ratioOf(single, ({ cpuMs }) => cpuMs).toFixed(3)
  say(`one change to ${size}: ${told(single, ({ each }) => median(each))} ms; CPU ${cpu} times`)
  const burst = await inRounds(rounds, sides, (side) =>
    measured(side, { do: 'burst', publishers: 8, ms: quick ? 300 : 1_000 }),
  )
  say(`bursts to ${size}: ${told(burst, (round) => deliveries(round, size))} deliveries/s`)
  return { single, burst }
}

const deliveries = ({ changes, ms }, size) => (changes * size * 1_000) / ms
const told = (results, of) =>
  Object.entries(results)
    .map(
      ([name, all]) =>
        `${name} ${median(all.map(of)).toPrecision(4)} (loader ${Math.round(100 * median(all.map((one) => one.loaderShare)))} %)`,
    )
    .join(', ')

/** The median of the rounds' own ratios: a slow round is slow for both. */
export function ratioOf({ raw, hub }, of) {
  return median(hub.map((round, index) => of(round) / of(raw[index])))
}

function singleFigures(size, changes, results) {
  const p50 = ({ each }) => median(each)
  const p99 = ({ each }) => percentile(each, 0.99)
  const cpu = ({ cpuMs }) => (1_000 * cpuMs) / (changes * size)
  const of = (name, measure) => median(results[name].map(measure))
  const all = (name) => results[name].flatMap(({ each }) => each)
  const at = `one change to ${size}`
  return [
    figure(`${at}: CPU per delivery`, of('hub', cpu), 'µs', null, of('raw', cpu)),
    figure(`${at}: CPU per delivery ÷ raw ws`, ratioOf(results, cpu), '×', 1.15, 1),
    figure(`${at}: last one has it, p50`, of('hub', p50), 'ms', null, of('raw', p50)),
    figure(`${at}: last one has it, p50 ÷ raw ws`, ratioOf(results, p50), '×', AIM_P50(size), 1),
    figure(`${at}: last one has it, p99`, percentile(all('hub'), 0.99), 'ms', null, percentile(all('raw'), 0.99)),
    figure(`${at}: last one has it, p99 ÷ raw ws`, ratioOf(results, p99), '×', null, 1),
  ]
}

function burstFigures(size, results) {
  const rate = (round) => deliveries(round, size)
  const cpu = ({ cpuMs, changes }) => (1_000 * cpuMs) / (changes * size)
  const of = (name, measure) => median(results[name].map(measure))
  const at = `many changes to ${size}`
  return [
    figure(`${at}: deliveries`, of('hub', rate), '/s', null, of('raw', rate), 'more'),
    figure(`${at}: deliveries ÷ raw ws`, ratioOf(results, rate), '×', 4, 1, 'more'),
    figure(`${at}: CPU per delivery ÷ raw ws`, ratioOf(results, cpu), '×', 0.3, 1),
  ]
}
