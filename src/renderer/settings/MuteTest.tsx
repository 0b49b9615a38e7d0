import type { ReactNode } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useMuteTest } from './useMuteTest.ts'

/** Mutes, sends a notice, and asks the only one who can tell whether it was seen. */
export function MuteTest(): ReactNode {
  const text = useText()
  const { level } = useSlice('mute')
  const { step, pending, error, test, answer } = useMuteTest()
  return (
    <>
      <p role="status" className="settings-report-tested">
        {pending && step === 'idle' && text('settings.mute.test.running')}
        {step === 'asking' && text('settings.mute.test.ask')}
        {step === 'answered' && text(`settings.mute.test.${level}`)}
      </p>
      <Refused error={error} />
      <div className="settings-line">
        {step === 'asking' ? (
          <SawIt isPending={pending} onAnswer={answer} />
        ) : (
          <Button size="small" isPending={pending} onPress={() => void test()}>
            {text('settings.mute.test')}
          </Button>
        )}
      </div>
    </>
  )
}

interface SawItProps {
  readonly isPending: boolean
  readonly onAnswer: (seen: boolean) => Promise<void>
}

/** Whether the notice was seen. */
export function SawIt({ isPending, onAnswer }: SawItProps): ReactNode {
  const text = useText()
  return (
    <>
      <Button size="small" isPending={isPending} onPress={() => void onAnswer(false)}>
        {text('settings.mute.test.sawNot')}
      </Button>
      <Button size="small" isPending={isPending} onPress={() => void onAnswer(true)}>
        {text('settings.mute.test.saw')}
      </Button>
    </>
  )
}
