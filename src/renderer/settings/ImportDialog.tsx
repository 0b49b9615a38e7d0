import { type ReactNode, useState } from 'react'
import type { ImportPreview } from '../../core/data/preview.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'

const WAYS = ['merge', 'replace'] as const
type Way = (typeof WAYS)[number]

interface ImportDialogProps {
  readonly preview: ImportPreview
  /** With the folder of what was here before; empty where nothing was taken in. */
  readonly onClose: (kept: string) => void
}

/** What would come, and how to take it in. Nothing changes before the last button. */
export function ImportDialog({ preview, onClose }: ImportDialogProps): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [how, setHow] = useState<Way>('merge')
  const { from, seen, addresses, brings } = preview
  const isNews = brings[how]
  const take = async (): Promise<void> => {
    const outcome = await ask({ type: 'data.import', from, seen, how })
    if (outcome.ok) onClose(outcome.value ?? '')
  }
  const foot = (
    <>
      <Button tone="quiet" isDisabled={pending} onPress={() => onClose('')}>
        {text('data.import.cancel')}
      </Button>
      <Button tone="primary" isPending={pending} isDisabled={!isNews} onPress={() => void take()}>
        {text('data.import.go')}
      </Button>
    </>
  )
  return (
    <Dialog isOpen title={text('data.import.title')} onClose={() => onClose('')} foot={foot}>
      <p className="ui-hint settings-path">{from}</p>
      <Counts rows={preview.rows} />
      {addresses > 0 && <p className="ui-hint">{text('data.import.addresses', { count: addresses })}</p>}
      <SegmentedControl
        label={text('data.import.how')}
        labelShown
        value={how}
        onChange={setHow}
        segments={WAYS.map((id) => ({ id, label: text(`data.import.${id}`) }))}
      />
      <p className="ui-hint">
        {text(`data.import.${how}.hint`)} {text('data.import.kept')}
      </p>
      <p className="ui-hint" role="status">
        {isNews ? '' : text(brings.merge || brings.replace ? `data.import.${how}.nothing` : 'data.import.nothing')}
      </p>
      <Refused error={error} />
    </Dialog>
  )
}

const COLUMNS = ['theirs', 'mine', 'fresh', 'different'] as const

function Counts({ rows }: Pick<ImportPreview, 'rows'>): ReactNode {
  const text = useText()
  return (
    <table className="settings-counts">
      <thead>
        <tr>
          <th scope="col">{text('data.table.what')}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {text(`data.table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((counts) => (
          <tr key={counts.row}>
            <th scope="row">{text(`data.row.${counts.row}`)}</th>
            {COLUMNS.map((column) => (
              <td key={column}>{text('data.table.count', { count: counts[column] })}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
