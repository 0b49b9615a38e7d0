import type { ReactNode } from 'react'
import type { MuteSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { SawIt } from '../settings/MuteTest.tsx'
import { useMuteTest } from '../settings/useMuteTest.ts'
import { Button } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { StepTitle } from './StepTitle.tsx'

const PICTURE: Readonly<Record<MuteSlice['level'], IconName>> = {
  verified: 'check',
  requested: 'info',
  unsupported: 'warning',
}

/** Mutes for a moment, sends a notice, and believes the person's eyes. */
export function MuteStep(): ReactNode {
  const text = useText()
  const { step, pending, error, test, answer } = useMuteTest()
  return (
    <>
      <StepTitle title={text('welcome.mute')} what={text('welcome.mute.what')} />
      <div className="welcome-test">
        {step !== 'asking' && (
          <Button isPending={pending} onPress={() => void test()}>
            {text(step === 'answered' || error !== null ? 'welcome.mute.again' : 'welcome.mute.test')}
          </Button>
        )}
        <div role="status" className="welcome-result">
          {pending && step === 'idle' && <p>{text('settings.mute.test.running')}</p>}
          {!pending && error !== null && (
            <p data-tone="warn">
              <Icon name="warning" /> {error}
            </p>
          )}
          {step === 'asking' && <p>{text('settings.mute.test.ask')}</p>}
          {step === 'answered' && <Found />}
        </div>
        {step === 'asking' && (
          <div className="welcome-saw">
            <SawIt isPending={pending} onAnswer={answer} />
          </div>
        )}
      </div>
      <p className="plan-quiet">{text('welcome.mute.promise')}</p>
    </>
  )
}

function Found(): ReactNode {
  const text = useText()
  const { level, label } = useSlice('mute')
  return (
    <p data-tone={level === 'verified' ? 'good' : 'warn'}>
      <Icon name={PICTURE[level]} />{' '}
      {level === 'requested'
        ? text('settings.mute.test.requested')
        : text(`welcome.mute.${level}`, { label: label || text('welcome.mute.desktop') })}
    </p>
  )
}
