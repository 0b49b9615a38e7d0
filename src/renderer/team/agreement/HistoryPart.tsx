import { type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { Heading } from 'react-aria-components/Heading'
import type { TeamSlice } from '../../../core/app/state.ts'
import { diffAgreements } from '../../../core/agreement/diff.ts'
import type { DocOf, TeamDoc } from '../../../core/team/docs.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { useAsk } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ChangeList } from './RuleList.tsx'

type Asked = readonly TeamDoc[] | 'asking' | 'failed' | null

/** Earlier agreements, asked of the hub when somebody wants to see them. It keeps the last fifty. */
export function HistoryPart({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const ask = useAsk()
  const [versions, setVersions] = useState<Asked>(null)
  const open = (isOpen: boolean): void => {
    if (!isOpen) return
    setVersions('asking')
    void ask('docHistory', { team: team.team, doc: 'agreement' }).then(setVersions, () => setVersions('failed'))
  }
  return (
    <Disclosure className="agree-part" onExpandedChange={open}>
      <Heading level={3}>
        <AriaButton slot="trigger" className="agree-disclose">
          <Icon name="right" />
          {text('agreement.history')}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        {versions === 'asking' && <p className="ui-hint">{text('agreement.history.asking')}</p>}
        {versions === 'failed' && <p className="ui-error">{text('agreement.history.failed')}</p>}
        {versions !== null && typeof versions !== 'string' && (
          <Versions versions={versions.filter((doc) => doc.kind === 'agreement')} />
        )}
      </DisclosurePanel>
    </Disclosure>
  )
}

function Versions({ versions }: { readonly versions: readonly DocOf<'agreement'>[] }): ReactNode {
  const text = useText()
  const times = useTimes()
  const sorted = versions.toSorted((a, b) => b.v - a.v)
  return (
    <ol className="agree-history">
      {sorted.map((doc, index) => {
        const before = sorted[index + 1]
        const values = { version: doc.v, date: times.date(dateIn(doc.at, times.zone)) }
        return (
          <li key={doc.v}>
            <p>{text('agreement.history.version', values)}</p>
            {before !== undefined || doc.v === 1 ? (
              <ChangeList changes={diffAgreements(before?.body ?? {}, doc.body)} />
            ) : (
              <p className="ui-hint">{text('agreement.history.oldest')}</p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
