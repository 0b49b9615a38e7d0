import { type KeyboardEvent, type ReactNode, Suspense, useRef } from 'react'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { type Block, blockInterval, contains, type Interval } from '../../core/planner/block.ts'
import type { Lane } from '../../core/planner/day.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Editor } from './later.ts'
import { placeOf, sizeOf } from './place.ts'
import { SessionFace } from './SessionFace.tsx'
import { useBlockWords } from './useBlockWords.ts'

export interface BlockViewProps {
  readonly block: Block
  readonly window: Interval
  readonly lane: Lane
  /** The appointment that it was laid over; null where there is none. */
  readonly clash: SeenEvent | null
  /** Whether the running session is drawn on it. */
  readonly hasSession: boolean
  readonly isDraft: boolean
  readonly isEdited: boolean
  readonly onKeyDown: (block: Block, event: KeyboardEvent) => void
  readonly onKeyUp: (event: KeyboardEvent) => void
  readonly onLeave: () => void
  readonly onOpen: (id: string | null) => void
}

export function BlockView(props: BlockViewProps): ReactNode {
  const { block, window, lane, clash, hasSession, isDraft, isEdited, onKeyDown, onKeyUp, onLeave, onOpen } = props
  const face = useRef<HTMLDivElement>(null)
  const span = blockInterval(block)
  const isNow = contains(span, useNow('minute'))
  const seen = { start: Math.max(span.start, window.start), end: Math.min(span.end, window.end) }
  return (
    <li
      className="plan-block"
      data-block={block.id}
      data-kind={block.kind}
      data-size={hasSession ? 'full' : sizeOf(seen)}
      data-draft={isDraft || undefined}
      data-now={isNow || undefined}
      data-session={hasSession || undefined}
      data-from-before={span.start < window.start || undefined}
      data-goes-on={span.end > window.end || undefined}
      style={placeOf(span, window, lane)}
    >
      <div
        ref={face}
        className="plan-face"
        role="button"
        tabIndex={0}
        aria-describedby="plan-block-help"
        aria-haspopup="dialog"
        onClick={() => onOpen(block.id)}
        onKeyDown={(event) => onKeyDown(block, event)}
        onKeyUp={onKeyUp}
        onBlur={onLeave}
      >
        <BlockText block={block} window={window} clash={clash} isDraft={isDraft} />
      </div>
      <span className="plan-edge" data-edge="start" />
      <span className="plan-edge" data-edge="end" />
      {hasSession && <SessionFace place="block" />}
      {isEdited && (
        <Suspense>
          <Editor block={block} anchor={face} onClose={() => onOpen(null)} />
        </Suspense>
      )}
    </li>
  )
}

function BlockText({
  block,
  window,
  clash,
  isDraft,
}: Pick<BlockViewProps, 'block' | 'window' | 'clash' | 'isDraft'>): ReactNode {
  const text = useText()
  const words = useBlockWords()
  const now = useNow('minute')
  const over = useOverEdge(block, window)
  const met = clash === null ? [] : [words.clash(clash)]
  const said = isDraft ? [words.span(block), ...met] : [...met, ...over, words.meaning(block, now)]
  return (
    <>
      <span className="plan-title">{words.name(block)}</span>
      <span className="ui-hidden">
        {text('planner.block.spoken', { kind: text(`ui.kind.${block.kind}`), span: words.span(block) })}
      </span>
      <span className="plan-sub">{said.join(' · ')}</span>
    </>
  )
}

/** Where a block that reaches over the day's edge begins or ends. */
function useOverEdge(block: Block, window: Interval): readonly string[] {
  const text = useText()
  const times = useTimes()
  const { start, end } = blockInterval(block)
  return [
    ...(start < window.start ? [text('planner.block.from', { at: times.brief(start, window.start) })] : []),
    ...(end > window.end ? [text('planner.block.until', { at: times.brief(end, window.start) })] : []),
  ]
}
