import { type ReactNode, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'

/** Mutes, sends a notice, and asks the only one who can tell whether it was seen. */
export function MuteTest(): ReactNode {
  const text = useText()
  const { level } = useSlice('mute')
  const { ask, pending, error } = useWish()
  const [step, setStep] = useState<'idle' | 'asking' | 'answered'>('idle')
  const test = async (): Promise<void> => {
    setStep('idle')
    if ((await ask({ type: 'mute.selfTest' })).ok) setStep(level === 'unsupported' ? 'answered' : 'asking')
  }
  const answer = async (seen: boolean): Promise<void> => {
    if ((await ask({ type: 'mute.saw', seen })).ok) setStep('answered')
  }
  return (
    <>
      <p role="status" className="settings-report-tested">
        {pending && step === 'idle' && text('settings.mute.test.running')}
        {step === 'asking' && text('settings.mute.test.ask')}
        {step === 'answered' && text(`settings.mute.test.${level}`)}
      </p>
      {error !== null && (
        <p className="ui-error" role="alert">
          {error}
        </p>
      )}
      <div className="settings-line">
        {step === 'asking' ? (
          <>
            <Button size="small" isPending={pending} onPress={() => void answer(false)}>
              {text('settings.mute.test.sawNot')}
            </Button>
            <Button size="small" isPending={pending} onPress={() => void answer(true)}>
              {text('settings.mute.test.saw')}
            </Button>
          </>
        ) : (
          <Button size="small" isPending={pending} onPress={() => void test()}>
            {text('settings.mute.test')}
          </Button>
        )}
      </div>
    </>
  )
}
