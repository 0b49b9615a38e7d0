import type { ReactNode } from 'react'
import { type Crest, highTides, type WaveDay } from '../../../core/team/wave.ts'
import { useText, useTimes } from '../../lib/intl.tsx'

export interface WaveProps {
  readonly days: readonly WaveDay[]
}

const STATES = ['solo', 'open', 'together'] as const
const HEIGHT = 32

/** A row of bars for each day: how many work alone, are open and are together in each hour. Words and a table say the same. */
export function Wave({ days }: WaveProps): ReactNode {
  const text = useText()
  const most = Math.max(
    1,
    ...days.flatMap(({ hours }) => hours.map(({ solo, open, together }) => solo + open + together)),
  )
  return (
    <>
      <ul className="wave" aria-label={text('wave.label')}>
        {days.map((day) => (
          <Day key={day.date} day={day} most={most} />
        ))}
      </ul>
      <p className="wave-key" aria-hidden="true">
        {STATES.map((state) => (
          <span key={state} data-state={state}>
            {text(`wave.${state}`)}
          </span>
        ))}
      </p>
      <Numbers days={days} />
    </>
  )
}

function Day({ day, most }: { readonly day: WaveDay; readonly most: number }): ReactNode {
  const times = useTimes()
  return (
    <li className="wave-day">
      <span className="wave-date">{times.date(day.date, 'day')}</span>
      <svg
        className="wave-bars"
        viewBox={`0 0 ${day.hours.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {day.hours.map((crest, hour) => (
          <Bar key={crest.start} crest={crest} at={hour} most={most} />
        ))}
      </svg>
      <span className="wave-said">{useTideWords(day)}</span>
    </li>
  )
}

/** Solo at the bottom, together at the top. */
function Bar({ crest, at, most }: { readonly crest: Crest; readonly at: number; readonly most: number }): ReactNode {
  const heights = STATES.map((state) => (crest[state] / most) * HEIGHT)
  return STATES.map((state, index) => {
    const height = heights[index] ?? 0
    const below = heights.slice(0, index).reduce((sum, each) => sum + each, 0)
    return height === 0 ? null : (
      <rect key={state} data-state={state} x={at + 0.08} width={0.84} y={HEIGHT - below - height} height={height} />
    )
  })
}

/** `alone 09 (5), reachable 14 (6)` */
function useTideWords(day: WaveDay): string {
  const text = useText()
  const times = useTimes()
  const { solo, reachable } = highTides(day)
  const said = [
    ...(solo === null ? [] : [text('wave.most.solo', { at: times.time(solo.start), count: rounded(solo.solo) })]),
    ...(reachable === null
      ? []
      : [
          text('wave.most.reachable', {
            at: times.time(reachable.start),
            count: rounded(reachable.open + reachable.together),
          }),
        ]),
  ]
  return said.length === 0 ? text('wave.nobody') : said.join(' · ')
}

const rounded = (count: number): number => Math.round(count * 10) / 10

/** Every number of the picture. */
function Numbers({ days }: WaveProps): ReactNode {
  const text = useText()
  const times = useTimes()
  return (
    <details className="wave-numbers">
      <summary>{text('wave.numbers')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('wave.hour')}</th>
            {STATES.map((state) => (
              <th key={state} scope="col">
                {text(`wave.${state}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.flatMap(({ date, hours }) =>
            hours
              .filter(({ solo, open, together }) => solo + open + together > 0)
              .map((crest) => (
                <tr key={crest.start}>
                  <th scope="row">
                    {times.date(date, 'day')} {times.time(crest.start)}
                  </th>
                  {STATES.map((state) => (
                    <td key={state}>{rounded(crest[state])}</td>
                  ))}
                </tr>
              )),
          )}
        </tbody>
      </table>
    </details>
  )
}
