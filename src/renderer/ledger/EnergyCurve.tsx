import type { ReactNode } from 'react'
import type { InsightsReport } from '../../core/app/report/insights.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { Card } from '../ui/Card.tsx'
import './energy.css'

const HOURS = Array.from({ length: 24 }, (_none, hour) => hour)

type Curve = NonNullable<InsightsReport['energy']>

/** The person's own hours: where the bars are high, focus came easily. */
export function EnergyCurve({ curve }: { readonly curve: Curve }): ReactNode {
  const text = useText()
  const times = useTimes()
  const { hours, taps, days } = curve
  const most = Math.max(...hours)
  const least = Math.min(...hours)
  const best = hours.indexOf(most)
  return (
    <Card title={text('energy.curve')}>
      <div
        className="energy-curve"
        role="img"
        aria-label={text('energy.curve.best', { hour: times.hourOf(best), taps, days })}
      >
        {HOURS.map((hour) => (
          <span
            key={hour}
            data-best={hour === best || undefined}
            style={{ height: `${heightOf(hours[hour] ?? least, least, most)}%` }}
          />
        ))}
      </div>
      <p className="plan-quiet">{text('energy.curve.best', { hour: times.hourOf(best), taps, days })}</p>
    </Card>
  )
}

const heightOf = (level: number, least: number, most: number): number =>
  most === least ? 50 : Math.round(15 + (85 * (level - least)) / (most - least))
