import { type MouseEvent, type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import { type Block, blockInterval, overlaps } from '../../../core/planner/block.ts'
import { ALONE, lanes } from '../../../core/planner/day.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { dateIn, wallTimeIn } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { readNow, useNow } from '../../lib/useNow.ts'
import { Lasso } from '../Lasso.tsx'
import { BlockView, type BlockViewProps } from '../BlockView.tsx'
import { EventView } from '../EventView.tsx'
import { ZoneSeams } from '../ZoneSeams.tsx'
import { Ghosts } from '../line/Ghosts.tsx'
import { useTaskDrop } from '../inbox/useTaskDrop.ts'
import { clashOf, type DayEvent } from '../useEvents.ts'
import { drawnSpan } from '../place.ts'
import { useBlockKeys, useChoosing } from '../useBlockKeys.ts'
import { useDrag } from '../useDrag.ts'
import type { PlanEdit } from '../useEdit.ts'
import type { GoTo } from '../useGoTo.ts'
import { type Column, instantDown, nowDown, placeInColumn } from './columns.ts'
import { type Laned, nightOf } from './night.ts'
import './week.css'

export interface WeekGridProps {
  readonly columns: readonly Column[]
  readonly blocks: readonly Block[]
  /** What calendars hold of these days. */
  readonly events?: readonly DayEvent[]
  readonly edit: PlanEdit
  readonly opened: string | null
  readonly onOpen: (id: string | null) => void
  readonly going: GoTo
  /** The head of a column. */
  readonly renderHead: (column: Column) => ReactNode
  /** The name of a column's blocks, for who cannot see it. */
  readonly name: (column: Column) => string
  readonly hasNow: boolean
  readonly said: (block: Block) => string
  readonly isDraft: (block: Block) => boolean
  readonly Editor?: BlockViewProps['Editor']
}

/** Days side by side: the same pieces as on one day, to be moved up, down and across. */
export function WeekGrid(props: WeekGridProps): ReactNode {
  const { columns, blocks, events = NONE, edit, onOpen, going, renderHead, hasNow } = props
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const zone = columns[0]?.zone ?? 'UTC'
  const instantAt = (event: MouseEvent<HTMLElement>): Instant => under(event, columns)
  const drag = useDrag({ instantAt, zone, edit, follow: edit.preview, openEditor: (id) => going.goTo(id, true) })
  const drop = useTaskDrop({ instantAt, zone, edit })
  const keys = useBlockKeys({ blocks, edit, going, scroller, byDays: true })
  useLookAtMorning(scroller, blocks, columns)
  const shown = useMemo(() => shownIn(columns, blocks, events), [columns, blocks, events])
  const style = { minHeight: 0, '--columns': columns.length }
  return (
    <div className="week" style={style}>
      <div className="week-heads">
        {columns.map((column) => (
          <div
            key={column.date}
            className="week-head"
            data-today={(hasNow && nowDown(readNow(), column) !== null) || undefined}
          >
            {renderHead(column)}
          </div>
        ))}
      </div>
      <div className="plan-scroll" ref={scroller} tabIndex={blocks.length === 0 ? 0 : -1}>
        <div className="plan-canvas week-canvas">
          <Hours endsAt={columns[0]?.endsAt ?? 0} />
          <p className="ui-hidden" id="plan-block-help">
            {text('planner.week.help')}
          </p>
          <Lasso selection={edit.selection} />
          <div className="plan-layer week-layer" {...drag} {...drop}>
            {shown.map((one, index) => (
              <WeekColumn
                key={one.column.date}
                {...props}
                shown={one}
                after={shown.slice(index + 1)}
                keys={keys}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

interface WeekColumnProps extends WeekGridProps {
  readonly shown: Shown
  /** Those of the days after it, into which a night goes on. */
  readonly after: readonly Shown[]
  readonly keys: ReturnType<typeof useBlockKeys>
}

function WeekColumn(props: WeekColumnProps): ReactNode {
  const { shown, after, opened, onOpen, keys, said, Editor, isDraft, hasNow, name, events = NONE } = props
  const { column, blocks, heads, timed, lanes: places } = shown
  const choosing = useChoosing(props.edit.selection)
  return (
    <div className="week-column">
      <ul className="plan-blocks" aria-label={name(column)}>
        {heads.map((block) => (
          <BlockView
            key={block.id}
            block={block}
            window={column.window}
            lane={ALONE}
            place={placeInColumn(blockInterval(block), column, places.get(block.id) ?? ALONE)}
            night={nightOf(block, shown, after)}
            said={said(block)}
            clash={clashOf(block, events)}
            hasSession={false}
            isDraft={isDraft(block)}
            isChosen={props.edit.selection?.ids.has(block.id) ?? false}
            isEdited={opened === block.id}
            onKeyDown={keys.down}
            onKeyUp={keys.up}
            onLeave={keys.leave}
            onOpen={onOpen}
            {...choosing}
            {...(Editor === undefined ? {} : { Editor })}
          />
        ))}
      </ul>
      <Ghosts window={column.window} place={(span) => placeInColumn(span, column, ALONE)} />
      {hasNow && (
        <ZoneSeams
          blocks={blocks}
          window={column.window}
          zone={column.zone}
          top={(at) => placeInColumn({ start: at, end: at }, column, ALONE).top}
        />
      )}
      <Events events={timed} column={column} places={places} />
      {hasNow && <Now column={column} />}
    </div>
  )
}

const NONE: readonly DayEvent[] = []

interface Shown extends Laned {
  readonly blocks: readonly Block[]
  /** Those that no earlier column shows. */
  readonly heads: readonly Block[]
  readonly timed: readonly DayEvent[]
}

/** Each column with what is in it; a block over midnight is a block of the first. */
function shownIn(columns: readonly Column[], all: readonly Block[], events: readonly DayEvent[]): readonly Shown[] {
  const seen = new Set<string>()
  return columns.map((column) => {
    const blocks = all.filter((block) => overlaps(blockInterval(block), column.window))
    const heads = blocks.filter(({ id }) => !seen.has(id))
    for (const { id } of heads) seen.add(id)
    const timed = events.filter((event) => !event.allDay && overlaps(event, column.window))
    return { column, blocks, heads, timed, lanes: lanes(blocks, drawnSpan, timed) }
  })
}

interface EventsProps {
  readonly events: readonly DayEvent[]
  readonly column: Column
  readonly places: ReturnType<typeof lanes>
}

/** Appointments: they are read, not touched. */
function Events({ events, column, places }: EventsProps): ReactNode {
  const text = useText()
  const times = useTimes()
  if (events.length === 0) return null
  return (
    <ul className="plan-events" aria-label={text('planner.events', { date: times.date(column.date) })}>
      {events.map((event) => (
        <EventView
          key={event.id}
          event={event}
          window={column.window}
          lane={ALONE}
          place={placeInColumn(event, column, places.get(event.id) ?? ALONE)}
        />
      ))}
    </ul>
  )
}

function Now({ column }: { readonly column: Column }): ReactNode {
  const down = nowDown(useNow('minute'), column)
  if (down === null) return null
  return <div className="week-now" style={{ top: `calc(var(--hour) * ${down.toFixed(4)})` }} aria-hidden="true" />
}

function Hours({ endsAt }: { readonly endsAt: number }): ReactNode {
  const times = useTimes()
  return (
    <div className="plan-axis" aria-hidden="true">
      {Array.from({ length: 25 }, (_none, index) => (
        <div key={index} className="plan-hour" style={{ top: `calc(var(--hour) * ${index})` }}>
          <span className="plan-hour-label">{times.hourOf((endsAt + index) % 24)}</span>
        </div>
      ))}
    </div>
  )
}

/** The instant under the pointer: the column by its place across, the time by its place down. */
function under(event: MouseEvent<HTMLElement>, columns: readonly Column[]): Instant {
  const { left, width, top, height } = event.currentTarget.getBoundingClientRect()
  const across = Math.floor(((event.clientX - left) / width) * columns.length)
  const column = columns[Math.min(columns.length - 1, Math.max(0, across))]
  return column === undefined ? 0 : instantDown(((event.clientY - top) / height) * 24, column)
}

/** Begins with the hour before the earliest block of the days, at most seven in the morning. */
function useLookAtMorning(
  scroller: RefObject<HTMLDivElement | null>,
  blocks: readonly Block[],
  columns: readonly Column[],
): void {
  const looked = useRef<string | null>(null)
  useLayoutEffect(() => {
    const [first] = columns
    const canvas = scroller.current?.querySelector('.plan-canvas')
    if (first === undefined || looked.current === first.date || scroller.current === null || canvas == null) return
    const starts = blocks
      .map((block) => blockInterval(block).start)
      .filter((at) => columns.some(({ window, zone }) => at >= window.start && dateIn(at, zone) >= first.date))
      .map((at) => Number(wallTimeIn(at, first.zone).slice(0, 2)))
      .filter((hour) => hour >= first.endsAt)
    const hour = Math.max(0, Math.min(7, ...starts) - first.endsAt - 1)
    scroller.current.scrollTop = (hour / 24) * canvas.clientHeight
    looked.current = first.date
  }, [scroller, blocks, columns])
}
