import { execFileSync } from 'node:child_process'
import { say } from '../../../lib/say.mjs'
import { figure, median, percentile } from '../stats.mjs'
import { openAll, ratioOf, withBoth } from './fanout.mjs'
import { inRounds, measured } from './servers.mjs'

/** What one idle connection costs, after the garbage is gone. */
export async function memory(size) {
  return withBoth({ people: size }, async (sides) => {
    const each = {}
    for (const [name, side] of Object.entries(sides)) {
      // The first connections bring code and buffers that are there only once.
      await openAll(side, 50)
      await side.loader.ask({ do: 'drop' })
      const before = await side.server.cleaned()
      await openAll(side, size)
      await side.loader.ask({ do: 'quiet', ms: 1_000 })
      const after = await side.server.cleaned()
      each[name] = (after.rss - before.rss) / 1024 / size
    }
    say(`memory of ${size} connections: raw ${each.raw.toFixed(1)}, hub ${each.hub.toFixed(1)} KB each`)
    return [figure(`memory per idle connection, ${size} connected`, each.hub, 'KB', 10, each.raw)]
  })
}

/** As many connections as one process may have, and one change to all of them. */
export async function hold({ rounds, quick }) {
  const limit = Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }))
  const wanted = quick ? 4_000 : Math.min(19_000, limit - 1_000)
  const devicesEach = 4
  return withBoth({ people: Math.floor(wanted / devicesEach), devicesEach }, async (sides, held) => {
    for (const side of Object.values(sides)) {
      await openAll(side, held)
      await side.loader.ask({ do: 'quiet', ms: 1_000 })
      await side.loader.ask({ do: 'fanout', changes: 2, gapMs: 20 })
    }
    const order = { do: 'fanout', changes: quick ? 3 : 5, gapMs: 20 }
    const results = await inRounds(Math.min(rounds, 5), sides, (side) => measured(side, order))
    const all = (name) => results[name].flatMap(({ each }) => each)
    say(`${held} connections held; one change to all: raw ${median(all('raw'))}, hub ${median(all('hub'))} ms`)
    const p99 = (name) => percentile(all(name), 0.99)
    return [
      figure('connections held by one process', held, '', wanted - devicesEach, null, 'more'),
      figure(`one change to ${held}: last one has it, p99`, p99('hub'), 'ms', null, p99('raw')),
      figure(`one change to ${held}: last one has it, p99 ÷ raw ws`, p99('hub') / p99('raw'), '×', 1.25, 1),
    ]
  })
}

/**
 * Everybody loses the connection and comes back at once with what they had, as the app does: its hello comes with the
 * request. The reference only accepts them. Beside it, clients that say hello in a frame of its own.
 */
export async function storm(size, { rounds }) {
  return withBoth({ people: size }, async (both) => {
    const sides = { ...both, late: { ...both.hub, late: true } }
    const back = (side) => openAll(side, size, { resume: true, atOnce: size })
    for (const side of Object.values(both)) {
      await openAll(side, size)
      await side.loader.ask({ do: 'quiet', ms: 1_000 })
      await side.loader.ask({ do: 'drop' })
      await back(side)
    }
    const results = await inRounds(Math.min(rounds, 5), sides, async (side) => {
      await side.loader.ask({ do: 'drop' })
      // Neither begins while it still hangs up: the one who takes longer for that would do it within the measured time.
      await side.loader.ask({ do: 'quiet', ms: 500 })
      const who = { count: size, seats: side.seats, resume: true, atOnce: size, late: side.late === true }
      const order = { do: 'open', port: side.server.port, ...who }
      // Opening a connection is most of the work on the client's side too: both share what the machine has.
      return { ...(await measured(side, order)), isVoid: false }
    })
    const ms = (round) => round.ms
    const of = (name) => median(results[name].map(ms))
    const full = Math.max(...[...results.hub, ...results.late].map((round) => round.full))
    say(
      `${size} reconnects: raw accepts in ${Math.round(of('raw'))}, hub has them current in ${Math.round(of('hub'))} ms`,
    )
    const cpu = ({ cpuMs }) => (1_000 * cpuMs) / size
    return [
      figure(`${size} reconnects at once: all current`, of('hub'), 'ms', null, of('raw')),
      figure(`${size} reconnects at once: all current ÷ raw ws accepting`, ratioOf(results, ms), '×', 1.5, 1),
      figure(`${size} reconnects at once, hello in a frame: all current`, of('late'), 'ms', null, of('raw')),
      figure(
        `${size} reconnects at once, hello in a frame ÷ raw ws accepting`,
        ratioOf({ raw: results.raw, hub: results.late }, ms),
        '×',
        null,
        1,
      ),
      figure(`${size} reconnects at once: full snapshots`, full, '', 0),
      figure(
        `${size} reconnects at once: CPU each`,
        median(results.hub.map(cpu)),
        'µs',
        null,
        median(results.raw.map(cpu)),
      ),
    ]
  })
}

/** The first minute of a day: nobody was there, everybody comes with nothing and must learn of everybody. */
export async function arrivals(size) {
  return withBoth({ people: size }, async ({ hub }) => {
    const from = performance.now()
    await openAll(hub, size, { atOnce: size })
    const opened = performance.now() - from
    const { ms } = await hub.loader.ask({ do: 'quiet', ms: 400 })
    say(`${size} arrive at once: all current after ${Math.round(opened + ms)} ms`)
    return [figure(`${size} arrive at once with nothing: all current`, opened + ms, 'ms', size <= 500 ? 1_500 : null)]
  })
}
