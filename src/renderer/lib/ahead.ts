/** What a window will ask for as soon as it is drawn, asked for while its code is still read. */
import type { SliceName } from '../../bridge/contract.ts'
import type { WindowKind } from '../../core/app/intent.ts'
import type { Heads } from './heads.ts'
import { type Mirror, sliceIn } from './mirror.ts'

/** The screen watches for itself long before that. */
const HANDED_OVER_MS = 10_000
/** Worth waiting for rather than drawing everything twice; what takes longer comes into a window that is drawn. */
const WORTH_MS = 150

/** What the team window shows first: of a team of thousands how its list begins. Settles when that is here, or soon. */
export async function askAhead(kind: WindowKind, mirror: Mirror, heads: Heads): Promise<void> {
  const team = kind === 'team' ? teamShown(mirror) : undefined
  if (team === undefined) return
  const here = Promise.all([
    watchAhead(mirror, [`docs:${team}`, `papers:${team}`]),
    heads.ask(team).then((isBegun) => (isBegun ? undefined : watchAhead(mirror, [`roster:${team}`]))),
  ])
  await Promise.race([here, new Promise((resolve) => void setTimeout(resolve, WORTH_MS))])
}

function watchAhead(mirror: Mirror, names: readonly SliceName[]): Promise<void> {
  setTimeout(() => mirror.unwatch(names), HANDED_OVER_MS)
  return mirror.watch(names).catch(() => undefined)
}

/** The team that the window opens with; where that is none of mine, the window asks for itself. */
function teamShown({ store }: Mirror): string | undefined {
  const mirrored = store.getState()
  const last = sliceIn(mirrored, 'settings')?.lastTeam ?? ''
  const mine = Object.keys(sliceIn(mirrored, 'teams') ?? {})
  return mine.includes(last) ? last : mine.length === 1 ? mine[0] : undefined
}
