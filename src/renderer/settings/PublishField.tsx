import { type ReactNode, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Free and busy time for who has no Tideline: a file that a web server or a shared folder can carry on. */
export function PublishField(): ReactNode {
  const { publishTo } = useSlice('settings')
  return <Field key={publishTo} file={publishTo} />
}

function Field({ file }: { readonly file: string }): ReactNode {
  const text = useText()
  const { ask, pending, error, forget } = useWish()
  const [draft, setDraft] = useState(file)
  const publish = (to: string): void => void ask({ type: 'calendar.publish', to })
  return (
    <form
      className="ui-field"
      onSubmit={(event) => {
        event.preventDefault()
        publish(draft)
      }}
    >
      <TextField
        label={text('calendars.publish')}
        hint={text('calendars.publish.hint')}
        placeholder={text('calendars.publish.example')}
        value={draft}
        error={error}
        onChange={(typed) => {
          forget()
          setDraft(typed)
        }}
      />
      <div className="settings-line">
        <Button size="small" type="submit" isPending={pending} isDisabled={draft.trim() === '' || draft === file}>
          {text('calendars.publish.start')}
        </Button>
        {file !== '' && (
          <Button size="small" tone="quiet" onPress={() => publish('')}>
            {text('calendars.publish.stop')}
          </Button>
        )}
      </div>
    </form>
  )
}
