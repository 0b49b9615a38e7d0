import { type ReactNode, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { TextField } from '../ui/TextField.tsx'

/** The person's own program, its arguments one a line, so that no quoting is needed. Main asks before it takes it. */
export function HookField(): ReactNode {
  const { hook } = useSlice('settings')
  return <Field key={hook.join('\n')} hook={hook} />
}

function Field({ hook }: { readonly hook: readonly string[] }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [draft, setDraft] = useState(hook.join('\n'))
  const argv = draft.trim() === '' ? [] : draft.replace(/\n+$/, '').split('\n')
  const isChanged = argv.join('\n') !== hook.join('\n')
  return (
    <div className="ui-field">
      <TextField
        label={text('settings.hook')}
        hint={text('settings.hook.meaning')}
        placeholder={text('settings.hook.example')}
        value={draft}
        rows={2}
        onChange={setDraft}
      />
      <div className="settings-line">
        <Button
          size="small"
          isPending={pending}
          isDisabled={!isChanged}
          onPress={() => void ask({ type: 'hook.set', argv })}
        >
          {text('settings.hook.save')}
        </Button>
        {hook.length > 0 && (
          <Button size="small" tone="quiet" onPress={() => void ask({ type: 'hook.set', argv: [] })}>
            {text('settings.hook.clear')}
          </Button>
        )}
      </div>
      <Refused error={error} />
    </div>
  )
}
