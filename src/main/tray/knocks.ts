/** One calm line of the tray's menu: what waits for me. */
import { openLetters } from '../../core/team/letters.ts'
import { text } from '../text.ts'
import { ask, type Line, type TrayWorld } from './lines.ts'

/** Null where nothing waits. */
export function knockLine(world: TrayWorld): Line | null {
  const open = openLetters(world.state.letters)
  const [first] = open
  if (first === undefined) return null
  const name = world.state.rosters[first.team]?.[first.from]?.name ?? first.name
  return ask(world, text('tray.knocks', { count: open.length, name }), { type: 'window.open', window: 'team' })
}
