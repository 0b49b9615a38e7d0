/** The rules that are not hours of the week. Each may be left out. */
import type { ReactNode } from 'react'
import { type Response, RESPONSES } from '../../../core/agreement/rules.ts'
import { DEFAULT_QUORUM, DEFAULT_URGENT_PER_DAY } from '../../../core/sync/documents.ts'
import { addDays, dateIn } from '../../../core/time/zone.ts'
import { useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { WeekdayPick } from '../../planner/week/WeekdayPick.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { RuleFieldsProps } from './HoursFields.tsx'
import { useRuleWords } from './words.ts'

const NONE = 'none'
const SPANS = [15, 30, 60, 120, 240, 480, 1_440, 2_880, 10_080]

export function AnswerFields({ rules, onChange }: RuleFieldsProps): ReactNode {
  const text = useText()
  const words = useRuleWords()
  const { responses = {} } = rules
  const put = (key: Response, chosen: string): void => {
    const { [key]: _before, ...others } = responses
    onChange({ responses: chosen === NONE ? others : { ...others, [key]: Number(chosen) } })
  }
  const title = text('agreement.rule.responses')
  return (
    <section className="agree-part" aria-label={title}>
      <h3>{title}</h3>
      <p className="ui-hint">{text('agreement.hint.responses')}</p>
      <div className="agree-columns">
        {RESPONSES.map((key) => {
          const value = responses[key]
          const spans = [...new Set([...SPANS, ...(value === undefined ? [] : [value])])].toSorted((a, b) => a - b)
          return (
            <Select
              key={key}
              label={text(`agreement.answer.${key}`)}
              value={value === undefined ? NONE : String(value)}
              choices={[
                { id: NONE, label: text('agreement.answer.none') },
                ...spans.map((span) => ({ id: String(span), label: words.span(span) })),
              ]}
              onChange={(chosen) => put(key, chosen)}
            />
          )
        })}
      </div>
    </section>
  )
}

export function UrgentFields({ rules, onChange }: RuleFieldsProps): ReactNode {
  const text = useText()
  const { urgent } = rules
  const title = text('agreement.rule.urgent')
  const put = (perDay: number, reasons: string): void =>
    onChange({ urgent: { perDay, ...(reasons === '' ? {} : { reasons }) } })
  return (
    <section className="agree-part" aria-label={title}>
      <h3>{title}</h3>
      <Switch
        label={text('agreement.urgent.rule')}
        hint={text('agreement.hint.urgent', { count: DEFAULT_URGENT_PER_DAY })}
        isOn={urgent !== undefined}
        onChange={(on) => (on ? put(DEFAULT_URGENT_PER_DAY, '') : onChange({ urgent: undefined }))}
      />
      {urgent !== undefined && (
        <div className="agree-columns">
          <NumberField
            label={text('agreement.urgent.perDay')}
            value={urgent.perDay}
            min={0}
            max={50}
            step={1}
            onChange={(perDay) => put(perDay, urgent.reasons ?? '')}
          />
          <TextField
            label={text('agreement.urgent.reasons')}
            value={urgent.reasons ?? ''}
            maxLength={280}
            onChange={(reasons) => put(urgent.perDay, reasons)}
          />
        </div>
      )}
    </section>
  )
}

export function OfficeFields({ rules, onChange }: RuleFieldsProps): ReactNode {
  const text = useText()
  const { officeDays = [], spreadOffice = false } = rules
  const title = text('agreement.rule.officeDays')
  return (
    <section className="agree-part" aria-label={title}>
      <h3>{title}</h3>
      <WeekdayPick
        days={officeDays}
        onChange={(days) => onChange({ officeDays: days, ...(days.length === 0 ? { spreadOffice: undefined } : {}) })}
      />
      {officeDays.length > 0 && (
        <Switch
          label={text('agreement.office.spreads')}
          hint={text('agreement.hint.spread')}
          isOn={spreadOffice}
          onChange={(on) => onChange({ spreadOffice: on ? true : undefined })}
        />
      )}
    </section>
  )
}

const REVIEW_DAYS = [30, 60, 90, 180]
const QUORUMS = [50, 66, 75, 99]

export function ReviewFields({ rules, onChange }: RuleFieldsProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const words = useRuleWords()
  const today = dateIn(useNow('minute'), useZone())
  const { reviewOn, quorum } = rules
  const dates = [...new Set([reviewOn, ...REVIEW_DAYS.map((days) => addDays(today, days))])].filter(
    (date) => date !== undefined,
  )
  const quorums = [...new Set([...QUORUMS, quorum ?? DEFAULT_QUORUM])].toSorted((a, b) => a - b)
  return (
    <div className="agree-columns">
      <Select
        label={text('agreement.rule.reviewOn')}
        value={reviewOn ?? NONE}
        choices={[
          { id: NONE, label: text('agreement.review.none') },
          ...dates.toSorted().map((date) => ({ id: date, label: times.date(date) })),
        ]}
        onChange={(date) => onChange({ reviewOn: date === NONE ? undefined : date })}
      />
      <Select
        label={text('agreement.rule.quorum')}
        value={String(quorum ?? DEFAULT_QUORUM)}
        choices={quorums.map((percent) => ({ id: String(percent), label: words.quorum(percent) }))}
        onChange={(percent) => onChange({ quorum: Number(percent) === DEFAULT_QUORUM ? undefined : Number(percent) })}
      />
    </div>
  )
}
