import { type FormEvent, type ReactNode, useState } from 'react'
import { addDays, isPlainDate, type PlainDate } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useSlice } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useWish } from '../../lib/useWish.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Longer than a year away is no holiday. */
const MOST_DAYS = 366

/** Holidays: days on which nothing of the rhythm starts. */
export function DaysOff({ today }: { readonly today: PlainDate }): ReactNode {
  const text = useText()
  const { daysOff } = useSlice('rhythm')
  const spans = spansOf(daysOff, today)
  return (
    <details className="rhythm-off">
      <summary>{text('planner.rhythm.off', { count: spans.length })}</summary>
      <DayOffForm today={today} />
      <ul>
        {spans.map((span) => (
          <Span key={span.dates[0]} {...span} />
        ))}
      </ul>
    </details>
  )
}

interface OffSpan {
  readonly name: string
  readonly dates: readonly PlainDate[]
}

/** Days in a row with one name are one line. Those that are over are not shown. */
function spansOf(daysOff: Readonly<Record<PlainDate, string>>, today: PlainDate): readonly OffSpan[] {
  const spans: { name: string; dates: PlainDate[] }[] = []
  for (const date of Object.keys(daysOff).toSorted()) {
    const name = daysOff[date] ?? ''
    const last = spans.at(-1)
    if (last?.name === name && addDays(last.dates.at(-1) ?? '', 1) === date) last.dates.push(date)
    else spans.push({ name, dates: [date] })
  }
  return spans.filter(({ dates }) => (dates.at(-1) ?? '') >= today)
}

function Span({ name, dates }: OffSpan): ReactNode {
  const text = useText()
  const times = useTimes()
  const wish = useWish()
  const [first = ''] = dates
  const when = dates.length === 1 ? times.date(first, 'short') : times.dates(first, dates.at(-1) ?? first)
  const remove = async (): Promise<void> => {
    if ((await wish.ask({ type: 'rhythm.dayOn', dates: [...dates] })).ok)
      say(text('planner.rhythm.said.dayOn', { when }))
  }
  return (
    <li>
      <span>
        {when} {name !== '' && <span className="plan-quiet">{name}</span>}
      </span>
      <IconButton
        icon="close"
        size="small"
        label={text('planner.rhythm.dayOn', { when })}
        onPress={() => void remove()}
      />
    </li>
  )
}

function DayOffForm({ today }: { readonly today: PlainDate }): ReactNode {
  const text = useText()
  const wish = useWish()
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  const [name, setName] = useState('')
  const dates = datesOf(from, to === '' ? from : to)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (dates === null) return
    const { ok } = await wish.ask({ type: 'rhythm.dayOff', dates, name: name.trim() })
    if (ok) say(text('planner.rhythm.said.dayOff', { count: dates.length }))
  }
  return (
    <form className="rhythm-off-form" noValidate onSubmit={(event) => void add(event)}>
      <TextField label={text('planner.rhythm.off.from')} type="date" value={from} onChange={setFrom} />
      <TextField label={text('planner.rhythm.off.to')} type="date" value={to} onChange={setTo} />
      <TextField label={text('planner.rhythm.off.name')} value={name} onChange={setName} maxLength={80} />
      <Button type="submit" isDisabled={dates === null} isPending={wish.pending}>
        {text('planner.rhythm.off.add')}
      </Button>
      <Refused error={wish.error ?? (dates === null ? text('planner.rhythm.off.order') : null)} />
    </form>
  )
}

/** The dates from one to the other; null where that makes no stretch of days. */
function datesOf(from: PlainDate, to: PlainDate): PlainDate[] | null {
  if (!isPlainDate(from) || !isPlainDate(to) || to < from || to > addDays(from, MOST_DAYS - 1)) return null
  const dates: PlainDate[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date)
  return dates
}
