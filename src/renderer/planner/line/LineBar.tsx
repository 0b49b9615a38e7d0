/** A day in one line: what it would make is drawn and told while it is typed; Enter makes it so. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'
import type { Block } from '../../../core/planner/block.ts'
import type { LineProblem } from '../../../core/planner/line.ts'
import { useText } from '../../lib/intl.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { useAskAloud } from '../useAskAloud.ts'
import { useBlockWords } from '../useBlockWords.ts'
import type { Day } from '../useDay.ts'
import { NO_GHOSTS } from './Ghosts.tsx'
import { type TypedLine, useLine } from './useLine.ts'

export interface LineBarProps {
  /** The day that is meant where none is said. */
  readonly day: Day
  /** What it would make, to be drawn. */
  readonly onGhosts: (ghosts: readonly Block[]) => void
  readonly onClose: () => void
}

export function LineBar({ day, onGhosts, onClose }: LineBarProps): ReactNode {
  const text = useText()
  const ask = useAskAloud()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState(false)
  const hintId = useId()
  useEffect(() => input.current?.focus(), [])
  const line = useLine(day)
  const { read, ghosts } = line
  useEffect(() => onGhosts(ghosts), [onGhosts, ghosts])
  useEffect(() => () => onGhosts(NO_GHOSTS), [onGhosts])
  const [problem = null] = read.problems
  const type = (typed: string): void => {
    setRefused(false)
    line.setText(typed)
  }
  const add = async (): Promise<void> => {
    if (problem !== null || ghosts.length === 0) {
      setRefused(true)
      if (problem !== null) input.current?.setSelectionRange(problem.from, problem.to)
      return
    }
    const done = await ask({ type: 'plan.edit', set: line.blocks(), remove: [] }, 'planner.said.typed', {
      count: ghosts.length,
    })
    if (done) line.setText('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void add()
  }
  return (
    <form className="plan-line" onSubmit={submit}>
      <div className="plan-line-row">
        <TextField
          className="ui-field plan-line-field"
          aria-label={text('planner.line')}
          aria-describedby={hintId}
          value={line.text}
          onChange={type}
          maxLength={2_000}
          isInvalid={refused}
        >
          <Input
            ref={input}
            className="ui-input"
            placeholder={text('planner.line.example')}
            onKeyDown={onKeyDown}
            autoComplete="off"
            spellCheck="false"
          />
        </TextField>
        <Button tone="primary" type="submit">
          {text('planner.line.add', { count: ghosts.length })}
        </Button>
        <IconButton icon="close" label={text('planner.line.close')} onPress={onClose} />
      </div>
      <div id={hintId} className="plan-line-told">
        {line.text === '' ? <p className="ui-hint">{text('planner.line.how')}</p> : <Preview line={line} />}
        {problem !== null && <Problem line={line.text} problem={problem} isRefused={refused} />}
        <Refused error={refused && problem === null ? text('planner.line.empty') : null} />
      </div>
    </form>
  )
}

/** Said when the hand rests, so that not every letter interrupts. */
function Preview({ line: { ghosts } }: { readonly line: TypedLine }): ReactNode {
  const text = useText()
  const words = useBlockWords()
  const said = ghosts.map((block) => words.label(block))
  const settled = useSettled(said.join('; '))
  return (
    <>
      <ul className="plan-line-blocks">
        {ghosts.map((block, at) => (
          <li key={block.id} data-kind={block.kind}>
            {said[at]}
          </li>
        ))}
      </ul>
      <p className="ui-hidden" role="status">
        {settled !== '' && text('planner.line.preview', { blocks: settled })}
      </p>
    </>
  )
}

const REST_MS = 700

function useSettled(value: string): string {
  const [settled, settle] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => settle(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** The line again with the word that could not be read, and why. Calm while it is typed, loud when it was sent. */
function Problem(props: {
  readonly line: string
  readonly problem: LineProblem
  readonly isRefused: boolean
}): ReactNode {
  const { line, problem, isRefused } = props
  const text = useText()
  const { from, to, code, word } = problem
  return (
    <p className={isRefused ? 'ui-error' : 'ui-hint'} {...(isRefused ? { role: 'alert' } : {})}>
      <span className="plan-line-echo" aria-hidden="true">
        {line.slice(Math.max(0, from - 24), from)}
        <mark>{line.slice(from, to)}</mark>
        {line.slice(to, to + 24)}
      </span>
      {text(`planner.line.problem.${code}`, { word })}
    </p>
  )
}
