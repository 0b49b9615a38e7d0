import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { readWallTime } from '../../core/time/parse.ts'
import type { WallTime } from '../../core/time/zone.ts'
import { useTimes } from '../lib/intl.tsx'
import { TextField } from '../ui/TextField.tsx'

export interface TimeFieldProps {
  readonly label: string
  /** Empty while what is typed is not a time. */
  readonly value: WallTime | ''
  readonly onChange: (value: WallTime | '') => void
}

const STEP_MINUTES = 5
const DAY_MINUTES = 24 * 60

/** A time as people type it, `9`, `14:30` or `2:30 pm`, written as this reader reads times; arrows go by five minutes. */
export function TimeField({ label, value, onChange }: TimeFieldProps): ReactNode {
  const times = useTimes()
  /** While it is being typed, it stays as it was typed. */
  const [typed, setTyped] = useState<string | null>(null)
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowUp: STEP_MINUTES, ArrowDown: -STEP_MINUTES }[event.key]
    if (by === undefined || value === '') return
    event.preventDefault()
    setTyped(null)
    onChange(stepped(value, by))
  }
  return (
    <TextField
      label={label}
      value={typed ?? times.wall(value)}
      inputMode="text"
      onKeyDown={step}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        setTyped(text)
        onChange(readWallTime(text) ?? '')
      }}
    />
  )
}

function stepped(value: WallTime, by: number): WallTime {
  const [hour = 0, minute = 0] = value.split(':').map(Number)
  const all = (hour * 60 + minute + by + DAY_MINUTES) % DAY_MINUTES
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}
