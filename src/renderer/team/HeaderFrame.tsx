import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { FindField } from './FindField.tsx'
import { StatusButton } from './StatusButton.tsx'
import { ViewMenu } from './ViewMenu.tsx'

export interface Finding {
  /** What is looked for; null while nobody looks. */
  readonly query: string | null
  readonly onQuery: (query: string | null) => void
  readonly onEnterList: () => void
}

export interface HeaderFrameProps extends Finding {
  /** The title, which opens a menu. */
  readonly menu: ReactNode
  readonly isAll?: boolean
  /** What is said of who is there. */
  readonly children: ReactNode
}

/** Above a list of people: whose it is, my own status, finding, how the list looks. */
export function HeaderFrame(props: HeaderFrameProps): ReactNode {
  const { menu, isAll = false, children, query, onQuery, onEnterList } = props
  const text = useText()
  return (
    <header className="team-header">
      <div className="team-header-line">
        <h1 className="team-title">{menu}</h1>
        <StatusButton />
        <IconButton
          icon="search"
          tone="plain"
          label={text('team.find')}
          onPress={() => onQuery(query === null ? '' : null)}
        />
        <ViewMenu isAll={isAll} />
      </div>
      {children}
      {query !== null && <FindField query={query} onQuery={onQuery} onEnterList={onEnterList} />}
    </header>
  )
}
