import { useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useWish } from '../lib/useWish.ts'

export interface MuteTest {
  readonly step: 'idle' | 'asking' | 'answered'
  readonly pending: boolean
  /** Why it could not be tried. */
  readonly error: string | null
  readonly test: () => Promise<void>
  /** Whether the person saw the notice: the only one who can tell. */
  readonly answer: (seen: boolean) => Promise<void>
}

/** Mutes, sends a notice, and asks whether it was seen. Where nothing can be muted there is nothing to ask. */
export function useMuteTest(): MuteTest {
  const { level } = useSlice('mute')
  const { ask, pending, error } = useWish()
  const [step, setStep] = useState<MuteTest['step']>('idle')
  return {
    step,
    pending,
    error,
    async test() {
      setStep('idle')
      const outcome = await ask({ type: 'mute.selfTest' })
      // The test itself may have found a server that was not there before.
      if (outcome.ok) setStep((outcome.value ?? level) === 'unsupported' ? 'answered' : 'asking')
    },
    async answer(seen) {
      if ((await ask({ type: 'mute.saw', seen })).ok) setStep('answered')
    },
  }
}
