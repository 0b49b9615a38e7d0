import { parseArgs } from 'node:util'
import { agreementPage } from './lib/team/agreement.mjs'
import { alone } from './lib/team/alone.mjs'
import { load, opens } from './lib/team/window.mjs'
import { overlaps } from './lib/team/overlap.mjs'
import { inCrowd } from './lib/team/crowd.mjs'

/**
 * The team window with thousands of teammates, fed over a real connection, through main, in a real Electron.
 * `--only alone|opens|load|agreement|overlap`, `--people 5000`, `--changes 200` a second, `--seconds 30`; `--quick` for a look whether all of it
 * works (its figures mean little).
 */
export async function bench({ args }) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      people: { type: 'string', default: '5000' },
      changes: { type: 'string', default: '200' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  })
  const { quick } = values
  const wanted = (part) => values.only === undefined || values.only === part
  const figures = []
  if (wanted('overlap')) figures.push(...overlaps(quick ? 2 : 9))
  const [people, changes] = [values.people, values.changes].map(Number)
  if (wanted('agreement'))
    await inCrowd(people, async (crowd) => void figures.push(...(await agreementPage(crowd, changes))), {
      agrees: true,
    })
  if (!['alone', 'opens', 'load'].some(wanted)) return figures
  const seconds = Number(values.seconds ?? (quick ? 4 : 30))
  await inCrowd(people, async (crowd) => {
    if (wanted('opens')) figures.push(...(await opens(crowd, quick ? 1 : 5)))
    if (wanted('load')) figures.push(...(await load(crowd, changes, seconds)))
    if (wanted('alone')) figures.push(...(await alone(crowd, quick ? 1 : 7)))
  })
  return figures
}
