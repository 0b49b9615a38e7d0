import { type ReactNode, useState } from 'react'
import type { WallTime } from '../../core/time/zone.ts'
import { nextAt } from '../../core/time/parse.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { readNow } from '../lib/useNow.ts'
import { useWish } from '../lib/useWish.ts'
import { DigestCard } from '../ledger/DigestCard.tsx'
import { StartStrip } from '../planner/AskStrips.tsx'
import { StartButton } from '../planner/StartButton.tsx'
import { TimeField } from '../planner/TimeField.tsx'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'

/** Nothing runs: start for the usual length, another one, or until a time of the clock. */
export function Idle(): ReactNode {
  const text = useText()
  return (
    <>
      <h1 className="focus-title">{text('focus.idle')}</h1>
      <StartButton />
      <StartStrip />
      <StartUntil />
      <DigestCard />
    </>
  )
}

function StartUntil(): ReactNode {
  const text = useText()
  const { zone } = useSlice('system')
  const { ask, error } = useWish()
  const [time, setTime] = useState<WallTime | ''>('')
  const start = (): void => {
    if (time !== '') void ask({ type: 'focus.start', until: nextAt(time, zone, readNow()) })
  }
  return (
    <form
      className="focus-until"
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <TimeField label={text('focus.until')} value={time} onChange={setTime} />
      <Button type="submit" isDisabled={time === ''}>
        {text('focus.until.start')}
      </Button>
      <Refused error={error} />
    </form>
  )
}
