import { type ReactNode, useState } from 'react'
import type { MuteLevel, MuteSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { isMessageKey, type MessageKey, useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'

const ICON: Readonly<Record<MuteLevel, IconName>> = { verified: 'check', requested: 'info', unsupported: 'warning' }

/** What muting can do on this desktop, without a word too much, and a way to try it. */
export function MuteReport(): ReactNode {
  const text = useText()
  const mute = useSlice('mute')
  const { ask, pending, error } = useWish()
  const [tested, setTested] = useState(false)
  const desktop = mute.label === '' ? text('settings.mute.noServer') : mute.label
  const problem = problemKey(mute)
  const test = async (): Promise<void> => {
    setTested(false)
    setTested((await ask({ type: 'mute.selfTest' })).ok)
  }
  return (
    <div className="settings-report" data-level={mute.level}>
      <Icon name={ICON[mute.level]} />
      <div className="settings-report-text">
        <p>
          <strong>{text('settings.mute.level', { desktop, level: text(`settings.mute.level.${mute.level}`) })}</strong>
        </p>
        <p className="ui-hint">{text(`settings.mute.level.${mute.level}.meaning`)}</p>
        {mute.held && (
          <p className="ui-hint">{text(mute.alreadyMuted ? 'settings.mute.already' : 'settings.mute.held')}</p>
        )}
        {problem !== null && <p className="ui-error">{text(problem)}</p>}
        <p role="status" className="settings-report-tested">
          {pending && text('settings.mute.test.running')}
          {!pending && tested && text(`settings.mute.test.${mute.level}`)}
        </p>
        {error !== null && (
          <p className="ui-error" role="alert">
            {error}
          </p>
        )}
      </div>
      <Button size="small" isPending={pending} onPress={() => void test()}>
        {text('settings.mute.test')}
      </Button>
    </div>
  )
}

/** That it is unsupported is said already. */
function problemKey({ problem }: MuteSlice): MessageKey | null {
  if (problem === null || problem === 'unsupported') return null
  const key = `settings.mute.problem.${problem}`
  return isMessageKey(key) ? key : 'settings.mute.problem.failed'
}
