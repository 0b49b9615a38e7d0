import { type ReactNode, useMemo, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Person } from '../../../core/sync/records.ts'
import { useText } from '../../lib/intl.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { fitsName } from './fitsName.ts'

export interface PeoplePickProps {
  /** Myself first. */
  readonly people: readonly Person[]
  readonly me: string
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

/** So many are in sight; the others are found by name. */
const MOST_SHOWN = 24

/** Who is to meet: each a chip to put in or take out. */
export function PeoplePick({ people, me, chosen, onChange }: PeoplePickProps): ReactNode {
  const text = useText()
  const [query, setQuery] = useState('')
  const shown = useMemo(() => shownOf(people, chosen, query), [people, chosen, query])
  const change = (keys: ReadonlySet<unknown>): void => {
    const inSight = new Set(shown.map(({ id }) => id))
    onChange(
      new Set([
        ...[...chosen].filter((id) => !inSight.has(id)),
        ...shown.map(({ id }) => id).filter((id) => keys.has(id)),
      ]),
    )
  }
  return (
    <div className="overlap-people">
      {people.length > MOST_SHOWN && (
        <TextField
          label={text('overlap.find')}
          labelShown={false}
          placeholder={text('overlap.find')}
          value={query}
          onChange={setQuery}
        />
      )}
      <ToggleButtonGroup
        className="overlap-chips"
        aria-label={text('overlap.people')}
        selectionMode="multiple"
        selectedKeys={[...chosen]}
        onSelectionChange={change}
      >
        {shown.map(({ id, name }) => (
          <ToggleButton key={id} id={id} className="overlap-chip">
            {chosen.has(id) && <Icon name="check" />}
            <span className="overlap-chip-name">
              {id === me && name !== text('team.row.you') ? text('team.people.you', { name }) : name}
            </span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

/** Those who are in, and of the others whoever fits. */
function shownOf(people: readonly Person[], chosen: ReadonlySet<string>, query: string): readonly Person[] {
  if (people.length <= MOST_SHOWN) return people
  const found = people.filter(({ id, name }) => !chosen.has(id) && fitsName(name, query))
  return [...people.filter(({ id }) => chosen.has(id)), ...found].slice(0, Math.max(MOST_SHOWN, chosen.size))
}
