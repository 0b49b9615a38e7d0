/** A day being typed: what is read of it so far, and the blocks that it would make. */
import { useMemo, useState } from 'react'
import type { Block } from '../../../core/planner/block.ts'
import { blockFrom, type LineContext, type LineRead, readLine } from '../../../core/planner/line.ts'
import { useSlice } from '../../lib/app.tsx'
import { useTimes } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { NO_GHOSTS } from './Ghosts.tsx'
import { type Day, useToday } from '../useDay.ts'

export interface TypedLine {
  readonly text: string
  readonly read: LineRead
  /** What it would make, to be drawn before it is there. */
  readonly ghosts: readonly Block[]
  setText(text: string): void
  /** The same as blocks with ids of their own. */
  blocks(): Block[]
}

const NOTHING: LineRead = { blocks: [], problems: [] }

export function useLine({ date, zone }: Pick<Day, 'date' | 'zone'>): TypedLine {
  const { dayEndsAt } = useSlice('settings')
  const { twelve } = useTimes()
  const today = useToday()
  const [text, setText] = useState('')
  return useMemo(() => {
    const context: LineContext = { today, date, zone, dayEndsAt, twelve }
    const read = text === '' ? NOTHING : readLine(text, context)
    const ghosts = read.blocks.map((line, at) => blockFrom(line, `ghost ${at}`, context))
    return {
      text,
      read,
      ghosts: ghosts.length === 0 ? NO_GHOSTS : ghosts,
      setText,
      blocks: () => ghosts.map((ghost) => ({ ...ghost, id: newId() })),
    }
  }, [text, today, date, zone, dayEndsAt, twelve])
}
