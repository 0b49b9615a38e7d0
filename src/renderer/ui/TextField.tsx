import { type ReactNode, type Ref, useId } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  readonly label: string
  /** Whether the label is also seen; it is always read. */
  readonly labelShown?: boolean
  readonly hint?: string
  /** What is wrong with it, as a sentence; null or absent when all is well. */
  readonly error?: string | null
  readonly placeholder?: string
  /** Rows of a longer text; one line without it. */
  readonly rows?: number
  readonly inputRef?: Ref<HTMLInputElement>
  /** Offered while one types; anything else may be written. */
  readonly suggestions?: readonly string[]
}

export function TextField(props: TextFieldProps): ReactNode {
  const { label, labelShown = true, hint, error = null, placeholder, rows, inputRef, suggestions, ...rest } = props
  const listId = useId()
  const offered = suggestions === undefined ? {} : { list: listId }
  const shown = placeholder === undefined ? {} : { placeholder }
  const named = labelShown ? {} : { 'aria-label': label }
  return (
    <AriaTextField {...rest} {...named} className="ui-field" isInvalid={error !== null}>
      {labelShown && <Label className="ui-label">{label}</Label>}
      {rows === undefined ? (
        <Input {...shown} {...offered} className="ui-input" {...(inputRef === undefined ? {} : { ref: inputRef })} />
      ) : (
        <TextArea {...shown} className="ui-input" rows={rows} />
      )}
      {suggestions !== undefined && (
        <datalist id={listId}>
          {suggestions.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      )}
      {hint !== undefined && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-error">{error}</FieldError>
    </AriaTextField>
  )
}
