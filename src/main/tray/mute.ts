/** The tray's lines for muting, with an honest word on how sure it is. */
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

function honest({ state: { mute } }: TrayWorld): readonly Line[] {
  const level = {
    label: text(`tray.mute.${mute.level}`, { label: mute.label === '' ? text('tray.mute.desktop') : mute.label }),
  }
  const already = mute.held && mute.alreadyMuted ? [{ label: text('tray.mute.already') }] : []
  const problem = mute.problem === null || mute.problem === 'unsupported' ? [] : [{ label: problemOf(mute.problem) }]
  return [level, ...already, ...problem]
}

function problemOf(code: string): string {
  const key = `tray.mute.problem.${code}`
  return isMessageKey(key) ? text(key) : text('tray.mute.problem.failed')
}
