/** The tray as a person sees it: its picture, its lines, and what a click on one asks for. */
import { notKnown } from '../../src/core/availability/here.ts'
import { desired } from '../../src/core/app/desired.ts'
import type { Wish } from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import { emptyState, type State } from '../../src/core/app/state.ts'
import type { Block } from '../../src/core/planner/block.ts'
import { inZone } from '../../src/core/time/zone.ts'
import type { MenuLine } from '../../src/main/ports.ts'
import { createRosterViews } from '../../src/main/rosterViews.ts'
import { createTrayMenu } from '../../src/main/trayMenu.ts'

const ZONE = 'Europe/Lisbon'
export const NOW = Date.UTC(2026, 10, 26, 9)
const SYSTEM = {
  zone: ZONE,
  trayHost: true,
  vault: 'file',
  dataDir: '',
  version: '0.1.0',
  shortcutTaken: true,
  interruptShortcutTaken: true,
  here: notKnown,
  platform: 'linux',
} as const

export const fresh = (): State => ({ ...emptyState(SYSTEM), settings: { ...emptyState(SYSTEM).settings, clock: '24' } })
export const muted = (state: State): State => ({
  ...state,
  mute: { level: 'verified', label: 'dunst 1.9.0', held: true, alreadyMuted: false, problem: null },
})
export const block = (id: string, kind: Block['kind'], at: number, minutes: number, title = ''): Block => ({
  id,
  kind,
  title,
  start: inZone(at, ZONE),
  minutes,
})
export const planned = (state: State, ...blocks: Block[]): State => ({
  ...state,
  plan: Object.fromEntries(blocks.map((each) => [each.id, each])),
})
export const after = (state: State, wish: Wish, now = NOW): State => reduce(state, wish, now).state

export function look(state: State, now = NOW) {
  const wishes: Wish[] = []
  const clock = { now }
  const show = createTrayMenu({
    act: (wish) => void wishes.push(wish),
    clock: () => clock.now,
    views: createRosterViews(),
  })
  const { picture, menu } = show(state, desired(state, now).tray, now)
  const find = (path: readonly (string | RegExp)[], lines = menu): MenuLine => {
    const [first, ...rest] = path
    const found = lines.find(
      (line) => line !== 'separator' && (typeof first === 'string' ? line.label === first : first?.test(line.label)),
    )
    if (found === undefined || found === 'separator')
      throw new Error(`no line ${String(first)} in ${labels(lines).join(' | ')}`)
    return rest.length === 0 ? found : find(rest, found.lines ?? [])
  }
  const click = (...path: (string | RegExp)[]): Wish | undefined => {
    find(path).run?.()
    return wishes.at(-1)
  }
  return {
    picture,
    menu,
    find,
    click,
    clock,
    labels: (...path: (string | RegExp)[]) => labels(path.length === 0 ? menu : (find(path).lines ?? [])),
  }
}

const labels = (lines: readonly (MenuLine | 'separator')[]): string[] =>
  lines.map((line) => (line === 'separator' ? '—' : line.label))
