import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import { useText } from '../lib/intl.tsx'
import { Icon } from '../ui/Icon.tsx'

export interface FindFieldProps {
  readonly query: string
  readonly onQuery: (query: string | null) => void
  /** Down or Enter: on to the first row. */
  readonly onEnterList: () => void
}

/** Finds by name. Escape leaves it. */
export function FindField({ query, onQuery, onEnterList }: FindFieldProps): ReactNode {
  const text = useText()
  return (
    <SearchField
      className="team-find"
      aria-label={text('team.find')}
      value={query}
      // It was just asked for.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onChange={onQuery}
      onSubmit={onEnterList}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') onEnterList()
        else if (event.key === 'Escape') onQuery(null)
        else event.continuePropagation()
      }}
    >
      <Icon name="search" />
      <Input className="team-find-input" placeholder={text('team.find.placeholder')} />
      <Button className="ui-button ui-icon-button" data-tone="quiet" data-size="small" onPress={() => onQuery(null)}>
        <Icon name="close" />
      </Button>
    </SearchField>
  )
}
