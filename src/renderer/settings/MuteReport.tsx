import type { ReactNode } from 'react'
import type { MuteLevel, MuteSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { isMessageKey, type MessageKey, useText } from '../lib/intl.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { MuteTest } from './MuteTest.tsx'

const ICON: Readonly<Record<MuteLevel, IconName>> = { verified: 'check', requested: 'info', unsupported: 'warning' }

/** What muting can do on this desktop, without a word too much, and a way to try it. */
export function MuteReport(): ReactNode {
  const text = useText()
  const mute = useSlice('mute')
  const { platform } = useSlice('system')
  const desktop = mute.label === '' ? text('settings.mute.noServer') : mute.label
  const problem = problemKey(mute)
  return (
    <div className="settings-report" data-level={mute.level}>
      <Icon name={ICON[mute.level]} />
      <div className="settings-report-text">
        <p>
          <strong>{text('settings.mute.level', { desktop, level: text(`settings.mute.level.${mute.level}`) })}</strong>
        </p>
        <p className="ui-hint">{text(meaningKey(mute))}</p>
        {mute.held && (
          <p className="ui-hint">{text(mute.alreadyMuted ? 'settings.mute.already' : 'settings.mute.held')}</p>
        )}
        {mute.level !== 'unsupported' && (
          <p className="ui-hint">
            {text('settings.mute.through')}: {text(throughKey(mute))}
          </p>
        )}
        {problem !== null && <p className="ui-error">{text(problem)}</p>}
        {platform === 'darwin' && <p className="ui-hint">{text('settings.mute.macos.steps')}</p>}
        <MuteTest />
      </div>
    </div>
  )
}

/** What the person saw themselves says more than what a level means. */
function meaningKey({ level, test }: MuteSlice): MessageKey {
  return test === undefined || level === 'unsupported'
    ? `settings.mute.level.${level}.meaning`
    : `settings.mute.tested.${test}`
}

function throughKey({ adapter }: MuteSlice): MessageKey {
  const key = `settings.mute.through.${adapter ?? 'none'}`
  return isMessageKey(key) ? key : 'settings.mute.through.none'
}

/** That it is unsupported is said already. */
function problemKey({ problem }: MuteSlice): MessageKey | null {
  if (problem === null || problem === 'unsupported') return null
  const key = `settings.mute.problem.${problem}`
  return isMessageKey(key) ? key : 'settings.mute.problem.failed'
}
