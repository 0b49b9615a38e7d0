import type { ReactNode } from 'react'
import { useStore } from 'zustand/react'
import type { Notice } from '../../core/app/state.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { type MessageValues, type Times, useSentence, useText, useTimes } from '../lib/intl.tsx'
import { dismissProblem, problems } from '../lib/problems.ts'
import { useNow } from '../lib/useNow.ts'
import { IconButton } from './Button.tsx'
import { Icon } from './Icon.tsx'

interface Line {
  readonly id: string
  readonly key: string
  readonly values?: MessageValues
  readonly tone: 'info' | 'problem'
  readonly dismiss: () => void
  /** Whether this very window asked for what was refused. */
  readonly isOwn: boolean
}

/** What happened while nobody looked, and what could not be done: in sight until dismissed. */
export function Notices({ only = 'all' }: { readonly only?: 'all' | 'own' }): ReactNode {
  const lines = useLines().filter(({ isOwn }) => isOwn || only === 'all')
  const text = useText()
  const sentence = useSentence()
  const written = useWritten()
  return (
    <section className="ui-notices" aria-label={text('ui.notices')} aria-live="polite">
      {lines.map((line) => (
        <div className="ui-notice" data-tone={line.tone} key={line.id}>
          <Icon name={line.tone === 'problem' ? 'warning' : 'info'} />
          <p>{sentence(line.key, written(line.values))}</p>
          <IconButton icon="close" size="small" label={text('ui.dismiss')} onPress={line.dismiss} />
        </div>
      ))}
    </section>
  )
}

function useLines(): readonly Line[] {
  const { list } = useSlice('notices')
  const mine = useStore(problems, (state) => state.list)
  const dispatch = useDispatch()
  const times = useTimes()
  return [
    ...list.map((notice) => ({
      ...notice,
      isOwn: false,
      values: withMoments(notice, times),
      dismiss: () => void dispatch({ type: 'notice.dismiss', id: notice.id }),
    })),
    ...mine.map(({ id, refusal }) => ({
      id,
      key: `error.${refusal.code}`,
      ...(refusal.values === undefined ? {} : { values: refusal.values }),
      tone: 'problem' as const,
      isOwn: true,
      dismiss: () => dismissProblem(id),
    })),
  ]
}

const MOMENTS: ReadonlySet<string> = new Set(['until', 'at'])

/** Main sends instants; how a person reads them is for the window to say. */
function withMoments(notice: Notice, times: Times): MessageValues {
  const entries = Object.entries(notice.values)
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'number' && MOMENTS.has(name) ? times.moment(value, notice.at) : value,
    ]),
  )
}

/** Values of these names are instants. */
const INSTANTS: ReadonlySet<string> = new Set(['at', 'from', 'until'])

/** The values of a notice as they are read: instants as times of the reader's clock. */
function useWritten(): (values?: MessageValues) => MessageValues {
  const times = useTimes()
  const now = useNow('minute')
  return (values = {}) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        INSTANTS.has(name) && typeof value === 'number' ? times.moment(value, now) : value,
      ]),
    )
}
