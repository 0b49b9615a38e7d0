import { type ReactNode, useState } from 'react'
import type { ExportKind } from '../../core/app/dataIntent.ts'
import type { ImportPreview } from '../../core/data/preview.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { Section } from './Section.tsx'

/** Everything that the app keeps, in a file of the person's own, out and in. */
export function DataSection(): ReactNode {
  return (
    <Section name="yours">
      <Export />
      <Import />
    </Section>
  )
}

function Export(): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [file, setFile] = useState('')
  const exportAs = async (what: ExportKind): Promise<void> => {
    setFile('')
    const outcome = await ask({ type: 'data.export', what })
    if (outcome.ok) setFile(outcome.value ?? '')
  }
  return (
    <div className="ui-field">
      <span className="ui-label">{text('data.export')}</span>
      <p className="ui-hint">{text('data.export.hint')}</p>
      <div className="settings-line">
        <Button size="small" isPending={pending} onPress={() => void exportAs('all')}>
          {text('data.export.all')}
        </Button>
        <Button size="small" tone="quiet" isDisabled={pending} onPress={() => void exportAs('sessions')}>
          {text('data.export.sessions')}
        </Button>
      </div>
      <Said sentence={file === '' ? '' : text('data.exported', { file })} />
      <Refused error={error} />
    </div>
  )
}

function Import(): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [folder, setFolder] = useState('')
  const look = async (): Promise<void> => {
    setFolder('')
    const outcome = await ask({ type: 'data.look' })
    if (outcome.ok && outcome.value !== undefined) setPreview(JSON.parse(outcome.value) as ImportPreview)
  }
  return (
    <div className="ui-field">
      <span className="ui-label">{text('data.import')}</span>
      <p className="ui-hint">{text('data.import.hint')}</p>
      <div className="settings-line">
        <Button size="small" isPending={pending} onPress={() => void look()}>
          {text('data.import.choose')}
        </Button>
      </div>
      <Said sentence={folder === '' ? '' : text('data.imported', { folder })} />
      <Refused error={error} />
      {preview !== null && (
        <ImportDialog
          preview={preview}
          onClose={(kept) => {
            setPreview(null)
            setFolder(kept)
          }}
        />
      )}
    </div>
  )
}

/** What was done, said once it is; the place for it is there before, so that it is read out. */
function Said({ sentence }: { readonly sentence: string }): ReactNode {
  return (
    <p className="ui-hint settings-path" role="status">
      {sentence}
    </p>
  )
}
