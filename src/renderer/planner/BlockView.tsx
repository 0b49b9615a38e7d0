import {
  type ComponentType,
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useRef,
} from 'react'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { type Block, blockInterval, contains, type Interval } from '../../core/planner/block.ts'
import type { Lane } from '../../core/planner/day.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import type { EditorProps } from './Editor.tsx'
import { Editor } from './later.ts'
import { useInHand } from './hand.ts'
import { placeOf, sizeOf } from './place.ts'
import { SessionFace } from './SessionFace.tsx'
import { useBlockWords } from './useBlockWords.ts'
import type { Night } from './week/night.ts'
import { NightTails } from './week/NightTails.tsx'

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
  /** Whether it is chosen with others. */
  readonly isChosen?: boolean
  /** A click with Ctrl; absent where nothing can be chosen. */
  readonly onChoose?: (id: string) => void
  readonly onKeyDown: (block: Block, event: KeyboardEvent) => void
  readonly onKeyUp: (event: KeyboardEvent) => void
  readonly onLeave: (block: Block) => void
  readonly onOpen: (id: string | null) => void
  /** Where it is drawn, if not by its instants in the window. */
  readonly place?: CSSProperties
  /** What there is of it in the columns of the next days. */
  readonly night?: Night | undefined
  /** What is written below its name, if not what it means for others. */
  readonly said?: string
  /** What edits it, if not the editor of a dated block. */
  readonly Editor?: ComponentType<EditorProps>
}

/** Drawn again only where something of its own changed: the others of a day stay while one is dragged. */
export const BlockView = memo(DrawnBlock, (before, after) =>
  (Object.keys(after) as (keyof BlockViewProps)[]).every(
    (key) => Object.is(before[key], after[key]) || (isPlace(key) && isAlike(before[key], after[key])),
  ),
)

const PLACES = ['lane', 'place', 'night'] as const
const isPlace = (key: keyof BlockViewProps): key is (typeof PLACES)[number] => PLACES.some((one) => one === key)

const isAlike = (a: object | undefined, b: object | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

function DrawnBlock(props: BlockViewProps): ReactNode {
  const { window, lane, clash, hasSession, isDraft, isEdited, onKeyDown, onKeyUp, onLeave, onOpen } = props
  const block = useInHand(props.block, isDraft)
  const { place, night, said, Editor: Own = Editor, isChosen = false, onChoose } = props
  const face = useRef<HTMLDivElement>(null)
  const span = blockInterval(block)
  const isNow = contains(span, useNow('minute'))
  const seen = { start: Math.max(span.start, window.start), end: Math.min(span.end, window.end) }
  const press = (event: MouseEvent): void => {
    if ((event.ctrlKey || event.metaKey) && onChoose !== undefined) onChoose(block.id)
    else onOpen(block.id)
  }
  return (
    <li
      className="plan-block"
      data-block={block.id}
      data-kind={block.kind}
      data-size={hasSession ? 'full' : sizeOf(seen)}
      data-draft={isDraft || undefined}
      data-chosen={isChosen || undefined}
      data-now={isNow || undefined}
      data-session={hasSession || undefined}
      data-from-before={span.start < window.start || undefined}
      data-goes-on={(night === undefined && span.end > window.end) || undefined}
      data-night={night !== undefined || undefined}
      style={place ?? placeOf(span, window, lane)}
    >
      <div
        ref={face}
        className="plan-face"
        role="button"
        tabIndex={0}
        aria-describedby="plan-block-help"
        aria-haspopup="dialog"
        {...(isChosen ? { 'aria-pressed': true } : {})}
        onClick={press}
        onKeyDown={(event) => onKeyDown(block, event)}
        onKeyUp={onKeyUp}
        onBlur={() => onLeave(block)}
      >
        <span className="plan-bar" />
        <BlockText block={block} window={window} clash={clash} isDraft={isDraft} said={said} />
      </div>
      <span className="plan-edge" data-edge="start" />
      {night === undefined ? (
        <span className="plan-edge" data-edge="end" />
      ) : (
        <NightTails block={block} night={night} onPress={press} />
      )}
      {hasSession && <SessionFace place="block" />}
      {isEdited && (
        <Suspense>
          <Own block={block} anchor={face} onClose={() => onOpen(null)} />
        </Suspense>
      )}
    </li>
  )
}

interface BlockTextProps extends Pick<BlockViewProps, 'block' | 'window' | 'clash' | 'isDraft'> {
  readonly said: string | undefined
}

function BlockText({ block, window, clash, isDraft, said }: BlockTextProps): ReactNode {
  const text = useText()
  const words = useBlockWords()
  const now = useNow('minute')
  const over = useOverEdge(block, window)
  const met = clash === null ? [] : [words.clash(clash)]
  const told = (): readonly string[] => (said === undefined ? [...over, words.meaning(block, now)] : [said])
  const span = words.span(block)
  const lines = [...met, ...(isDraft ? [span] : told())]
  return (
    <>
      <span className="plan-title">{words.name(block)}</span>
      <span className="ui-hidden">{text('planner.block.spoken', { kind: text(`ui.kind.${block.kind}`), span })}</span>
      <span className="plan-sub">{lines.join(' · ')}</span>
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
