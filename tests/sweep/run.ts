/** One process of the sweep: `zones` (all of them, or so many by seed) in the computer's own TZ. Prints what is wrong. */
import { parseArgs } from 'node:util'
import { seeded } from '../load/mutate.ts'
import { restProblems } from './rest.ts'
import { datesIn, rhythmProblems } from './rhythm.ts'

const { values } = parseArgs({
  options: {
    zones: { type: 'string', default: '0' },
    names: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    others: { type: 'string', default: '20' },
  },
})
const random = seeded(Number(values.seed))
const count = Number(values.zones)
const all = Intl.supportedValuesOf('timeZone')
const drawn = count === 0 ? all : Array.from({ length: count }, () => all[Math.floor(random() * all.length)] ?? 'UTC')
const zones = [...values.names.split(',').filter((name) => name !== ''), ...drawn]
let days = 0
const problems: string[] = []
for (const zone of zones) {
  const dates = datesIn(zone, [2024, 2032], random, Number(values.others))
  days += dates.length
  problems.push(...rhythmProblems(zone, dates), ...restProblems(zone, dates))
}
process.stdout.write(
  `${JSON.stringify({ zones: zones.length, days, problems: problems.slice(0, 20), count: problems.length })}\n`,
)
