import { type ReactNode, useState } from 'react'
import { TextField, type TextFieldProps } from './TextField.tsx'

export interface LineFieldProps extends Pick<
  TextFieldProps,
  'label' | 'labelShown' | 'hint' | 'placeholder' | 'maxLength' | 'error'
> {
  /** What holds now. The field starts with it; give it a `key` where another one may come from elsewhere. */
  readonly value: string
  /** Told the trimmed line if it differs from what holds. */
  readonly onSay: (line: string) => void
}

/** One line that holds once it is left, or with Enter; Escape takes it back. */
export function LineField({ value, onSay, ...field }: LineFieldProps): ReactNode {
  const [draft, setDraft] = useState(value)
  const commit = (): void => {
    if (draft.trim() !== value) onSay(draft.trim())
  }
  return (
    <TextField
      {...field}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit()
        if (key === 'Escape') setDraft(value)
      }}
    />
  )
}
