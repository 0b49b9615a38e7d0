import { type ReactNode, useState } from 'react'
import { useDispatch } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { DayStep } from './DayStep.tsx'
import { MuteStep } from './MuteStep.tsx'
import { TeamStep } from './TeamStep.tsx'
import './welcome.css'

const STEPS = [DayStep, MuteStep, TeamStep] as const

/** Three steps, under a minute, each of which may be left out. */
export function WelcomeScreen(): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const [index, setIndex] = useState(0)
  const Step = STEPS[index] ?? DayStep
  const isLast = index === STEPS.length - 1

  const finish = async (): Promise<void> => {
    const { ok } = await dispatch({ type: 'settings.change', change: { welcomed: true } })
    if (!ok) return
    const opened = await dispatch({ type: 'window.open', window: 'planner' })
    if (opened.ok) window.close()
  }

  return (
    <main className="welcome">
      <p className="welcome-count">{text('welcome.step', { step: index + 1, of: STEPS.length })}</p>
      <div className="welcome-step">
        <Step />
      </div>
      <footer className="welcome-foot">
        <Button tone="quiet" onPress={() => void finish()}>
          {text('welcome.skip')}
        </Button>
        <span className="welcome-gap" />
        {index > 0 && <Button onPress={() => setIndex(index - 1)}>{text('welcome.back')}</Button>}
        <Button tone="primary" onPress={() => (isLast ? void finish() : setIndex(index + 1))}>
          {text(isLast ? 'welcome.finish' : 'welcome.next')}
        </Button>
      </footer>
    </main>
  )
}
