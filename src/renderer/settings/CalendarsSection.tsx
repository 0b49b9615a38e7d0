import { type ReactNode, useState } from 'react'
import type { Calendar } from '../../core/calendar/calendar.ts'
import { useSlice } from '../lib/app.tsx'
import { useSentence, useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { PublishField } from './PublishField.tsx'
import { OwnCalendar } from './OwnCalendar.tsx'
import { Section } from './Section.tsx'
import { ServerCalendars } from './ServerCalendars.tsx'

const MEANINGS = ['together', 'away', 'nothing'] as const

/** Calendars from elsewhere: what they hold is seen in the planner, and never leaves this computer. */
export function CalendarsSection(): ReactNode {
  const text = useText()
  const calendars = Object.values(useSlice('calendars')).toSorted((a, b) => a.name.localeCompare(b.name))
  return (
    <Section name="calendars">
      <p className="ui-hint">{text('calendars.meaning')}</p>
      {calendars.length > 0 && (
        <ul className="settings-teams" aria-label={text('settings.calendars')}>
          {calendars.map((calendar) => (
            <Subscribed key={calendar.id} calendar={calendar} />
          ))}
        </ul>
      )}
      <AddCalendar />
      <ServerCalendars />
      <PublishField />
    </Section>
  )
}

function Subscribed({ calendar }: { readonly calendar: Calendar }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const { id, name, means, source } = calendar
  const choices = MEANINGS.map((one) => ({
    id: one,
    label: text(`calendars.means.${one}`),
    hint: text(`calendars.means.${one}.hint`),
  }))
  return (
    <li className="settings-team">
      <div className="settings-team-head">
        <div className="settings-team-name">
          <strong>{name}</strong>
          <span className="ui-hint settings-url">{source.kind === 'file' ? source.path : source.host}</span>
          <State calendar={calendar} />
        </div>
        <div className="settings-line">
          <Button
            size="small"
            tone="quiet"
            isPending={pending}
            aria-label={text('calendars.refreshNamed', { name })}
            onPress={() => void ask({ type: 'calendar.refresh', id })}
          >
            {text('calendars.refresh')}
          </Button>
          <Button
            size="small"
            tone="quiet"
            aria-label={text('calendars.removeNamed', { name })}
            onPress={() => void ask({ type: 'calendar.remove', id })}
          >
            {text('calendars.remove')}
          </Button>
        </div>
      </div>
      {calendar.own === undefined ? (
        <Select
          label={text('calendars.means')}
          choices={choices}
          value={means}
          onChange={(chosen) => void ask({ type: 'calendar.change', id, means: chosen })}
        />
      ) : (
        <OwnCalendar id={id} titles={calendar.own.titles} />
      )}
      {calendar.problem === null && <Refused error={error} />}
    </li>
  )
}

function State({ calendar: { problem, freshAt, skipped } }: { readonly calendar: Calendar }): ReactNode {
  const text = useText()
  const times = useTimes()
  const sentence = useSentence()
  const now = useNow('minute')
  const fresh = freshAt === null ? '' : text('calendars.fresh', { at: times.moment(freshAt, now) })
  return (
    <>
      {problem !== null && (
        <span className="ui-error" role="status">
          {sentence(`error.${problem}`)}
        </span>
      )}
      <span className="ui-hint">
        {fresh}
        {skipped > 0 && ` · ${text('calendars.skipped', { count: skipped })}`}
      </span>
    </>
  )
}

function AddCalendar(): ReactNode {
  const text = useText()
  const { ask, pending, error, forget } = useWish()
  const [from, setFrom] = useState('')
  const add = async (): Promise<void> => {
    const { ok } = await ask({ type: 'calendar.add', from })
    if (ok) setFrom('')
  }
  const onChange = (typed: string): void => {
    forget()
    setFrom(typed)
  }
  return (
    <form
      className="ui-field"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextField
        label={text('calendars.address')}
        hint={text('calendars.address.hint')}
        placeholder={text('calendars.address.example')}
        value={from}
        error={error}
        onChange={onChange}
      />
      <div className="settings-line">
        <Button size="small" type="submit" isPending={pending} isDisabled={from.trim() === ''}>
          {text('calendars.add')}
        </Button>
        <Button size="small" tone="quiet" isDisabled={pending} onPress={() => void ask({ type: 'calendar.pick' })}>
          {text('calendars.addFile')}
        </Button>
      </div>
    </form>
  )
}
