import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { harmless, isWebLink, MOST_KNOCK_TEXT } from '../../../core/team/knockWords.ts'
import { useText } from '../../lib/intl.tsx'
import { TextField } from '../../ui/TextField.tsx'

export interface KnockWords {
  readonly text: string
  readonly link: string
  readonly isEmpty: boolean
  /** The link is none that others could open. */
  readonly isBadLink: boolean
  setText(text: string): void
  setLink(link: string): void
  /** What may be sent; null, and said so, where the link is none. */
  read(): { readonly text: string; readonly link?: string } | null
}

/** A short text, a link to more, or both. */
export function useKnockWords(): KnockWords {
  const [text, setText] = useState('')
  const [link, setLink] = useState('')
  const [isBadLink, setBadLink] = useState(false)
  const trimmed = link.trim()
  return {
    text,
    link,
    isBadLink,
    isEmpty: text.trim() === '' && trimmed === '',
    setText,
    setLink(next) {
      setBadLink(false)
      setLink(next)
    },
    read() {
      if (trimmed === '') return { text: harmless(text) }
      if (isWebLink(trimmed)) return { text: harmless(text), link: trimmed }
      setBadLink(true)
      return null
    },
  }
}

export interface WordsFieldsProps {
  readonly words: KnockWords
  readonly label: string
  /** Escape, where nothing is written that would be lost. */
  readonly onLeave: () => void
}

export function WordsFields({ words, label, onLeave }: WordsFieldsProps): ReactNode {
  const text = useText()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && words.isEmpty) onLeave()
    const field = event.currentTarget
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (isSend && field instanceof HTMLTextAreaElement) field.form?.requestSubmit()
  }
  return (
    <>
      <TextField
        label={label}
        onKeyDown={onKeyDown}
        rows={2}
        // It opens because somebody wants to write.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        maxLength={MOST_KNOCK_TEXT}
        value={words.text}
        onChange={words.setText}
      />
      <TextField
        label={text('knock.link')}
        onKeyDown={onKeyDown}
        placeholder="https://"
        type="url"
        value={words.link}
        onChange={words.setLink}
        error={words.isBadLink ? text('knock.link.bad') : null}
      />
    </>
  )
}
