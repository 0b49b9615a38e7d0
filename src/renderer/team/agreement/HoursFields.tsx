import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { HourRule, WeeklyHours } from '../../../core/agreement/rules.ts'
import type { Agreement } from '../../../core/sync/documents.ts'
import { cityOf } from '../../../core/team/names.ts'
import { useRoster, useZone } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { TimeField } from '../../planner/TimeField.tsx'
import { WeekdayPick } from '../../planner/week/WeekdayPick.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { type Choice, Select } from '../../ui/Select.tsx'

export interface RuleFieldsProps {
  readonly rules: Agreement
  readonly onChange: (change: Partial<Agreement>) => void
}

export interface HoursFieldsProps extends RuleFieldsProps {
  readonly rule: HourRule
  readonly team: TeamSlice
}

const WEEK = [1, 2, 3, 4, 5]
const FIRST: Readonly<Record<HourRule, Omit<WeeklyHours, 'zone'>>> = {
  coreHours: { days: WEEK, start: '10:00', end: '12:00' },
  quietHours: { days: [1, 2, 3, 4, 5, 6, 7], start: '20:00', end: '07:00' },
  noMeetings: { days: [3], start: '08:00', end: '18:00' },
}
const MOST = 14

/** Any number of hours of the week for one rule. */
export function HoursFields({ rule, team, rules, onChange }: HoursFieldsProps): ReactNode {
  const text = useText()
  const zone = useZone()
  const list = rules[rule] ?? []
  const title = text(`agreement.rule.${rule}`)
  const put = (next: readonly WeeklyHours[]): void => onChange({ [rule]: next })
  // Core hours are the same moments for all; a night is everybody's own.
  const first = rule === 'coreHours' ? { ...FIRST[rule], zone } : FIRST[rule]
  return (
    <section className="agree-part" aria-label={title}>
      <h3>{title}</h3>
      <p className="ui-hint">{text(`agreement.hint.${rule}`)}</p>
      {list.map((hours, index) => (
        <HoursRow
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          name={text('agreement.hours.nth', { rule: title, index: index + 1 })}
          team={team}
          hours={hours}
          onChange={(changed) => put(list.with(index, changed))}
          onRemove={() => put(list.toSpliced(index, 1))}
        />
      ))}
      {list.length < MOST && (
        <div className="agree-buttons">
          <Button size="small" icon="plus" onPress={() => put([...list, first])}>
            {text(`agreement.add.${rule}`)}
          </Button>
        </div>
      )}
    </section>
  )
}

interface HoursRowProps {
  readonly name: string
  readonly team: TeamSlice
  readonly hours: WeeklyHours
  readonly onChange: (hours: WeeklyHours) => void
  readonly onRemove: () => void
}

const OWN = 'own'

function HoursRow({ name, team, hours, onChange, onRemove }: HoursRowProps): ReactNode {
  const text = useText()
  const choices = useZones(team, hours.zone)
  const { zone: _zone, ...rest } = hours
  return (
    <div className="agree-hours" role="group" aria-label={name}>
      <WeekdayPick days={hours.days} onChange={(days) => onChange({ ...hours, days })} />
      <div className="agree-hours-times">
        <TimeField
          label={text('agreement.hours.start')}
          value={hours.start}
          onChange={(start) => start !== '' && onChange({ ...hours, start })}
        />
        <TimeField
          label={text('agreement.hours.end')}
          value={hours.end === '24:00' ? '00:00' : hours.end}
          onChange={(end) => end !== '' && onChange({ ...hours, end })}
        />
        <Select
          label={text('agreement.hours.clock')}
          choices={choices}
          value={hours.zone ?? OWN}
          onChange={(id) => onChange(id === OWN ? rest : { ...rest, zone: id })}
        />
        <IconButton icon="trash" size="small" label={text('agreement.hours.remove', { name })} onPress={onRemove} />
      </div>
    </div>
  )
}

/** The zones in which the team lives, and everybody's own clock. */
function useZones(team: TeamSlice, chosen: string | undefined): readonly Choice<string>[] {
  const text = useText()
  const own = useZone()
  const roster = useRoster(team.team)
  const lived = Object.values(roster).map(({ plan, presence }) => plan?.zone ?? presence?.zone)
  const zones = [...new Set([own, chosen, ...lived])].filter((zone) => zone !== undefined)
  return [
    { id: OWN, label: text('agreement.clock.own') },
    ...zones.map((zone) => ({ id: zone, label: text('agreement.clock.zone', { city: cityOf(zone) }), hint: zone })),
  ]
}
