/** The tray's lines for muting, with an honest word on how sure it is. */
import { runningSession } from '../../core/app/running.ts'
import { quietHours } from '../../core/app/quiet.ts'
import { MUTE_MODES } from '../../core/app/state.ts'
import { isMessageKey, text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

export function muteLine(world: TrayWorld): Line {
  const { settings } = world.state
  const modes = MUTE_MODES.map((mode) => ({
    ...ask(world, text(`tray.mute.${mode}`), { type: 'settings.change', change: { mute: mode } }),
    checked: settings.mute === mode,
  }))
  return group(text('tray.mute'), [...modes, 'separator', ...honest(world)])
}

function honest({ state, now }: TrayWorld): readonly Line[] {
  const { mute } = state
  const level = {
    label: text(`tray.mute.${mute.level}`, { label: mute.label === '' ? text('tray.mute.desktop') : mute.label }),
  }
  const isQuiet = mute.held && quietHours(state, now)?.muted === true && runningSession(state, now) === null
  const quiet = isQuiet ? [{ label: text('tray.mute.quiet') }] : []
  const already = mute.held && mute.alreadyMuted ? [{ label: text('tray.mute.already') }] : []
  const problem = mute.problem === null || mute.problem === 'unsupported' ? [] : [{ label: problemOf(mute.problem) }]
  return [level, ...quiet, ...already, ...problem]
}

function problemOf(code: string): string {
  const key = `tray.mute.problem.${code}`
  return isMessageKey(key) ? text(key) : text('tray.mute.problem.failed')
}
