import { type ReactNode, useState } from 'react'
import type { MuteSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { StepTitle } from './StepTitle.tsx'

const PICTURE: Readonly<Record<MuteSlice['level'], IconName>> = {
  verified: 'check',
  requested: 'info',
  unsupported: 'warning',
}

/** Mutes for a moment and says what the desktop really did. */
export function MuteStep(): ReactNode {
  const text = useText()
  const { level, label } = useSlice('mute')
  const wish = useWish()
  const [tested, setTested] = useState(false)
  const test = async (): Promise<void> => {
    setTested(false)
    const { ok } = await wish.ask({ type: 'mute.selfTest' })
    setTested(ok)
  }
  return (
    <>
      <StepTitle title={text('welcome.mute')} what={text('welcome.mute.what')} />
      <div className="welcome-test">
        <Button isPending={wish.pending} onPress={() => void test()}>
          {text(tested || wish.error !== null ? 'welcome.mute.again' : 'welcome.mute.test')}
        </Button>
        <div role="status" className="welcome-result">
          {wish.pending && <p>{text('welcome.mute.testing')}</p>}
          {!wish.pending && wish.error !== null && (
            <p data-tone="warn">
              <Icon name="warning" /> {wish.error}
            </p>
          )}
          {tested && (
            <p data-tone={level === 'verified' ? 'good' : 'warn'}>
              <Icon name={PICTURE[level]} />{' '}
              {text(`welcome.mute.${level}`, { label: label || text('welcome.mute.desktop') })}
            </p>
          )}
        </div>
      </div>
      <p className="plan-quiet">{text('welcome.mute.promise')}</p>
    </>
  )
}
