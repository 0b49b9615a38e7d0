import { defaultRangeExtractor, measureElement, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import type { MarksOf } from '../../core/team/marks.ts'
import type { DayWindow } from '../../core/team/ribbon.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText } from '../lib/intl.tsx'
import { GroupHeading } from './GroupHeading.tsx'
import { GROUP, rowKind, usualHeights } from './heights.ts'
import { RosterRow } from './RosterRow.tsx'
import type { ListItem, Listing } from './rows.ts'
import type { HeightIn } from './settling.ts'
import { REST, useOrder } from './useOrder.ts'
import { useRoving } from './useRoving.ts'
import { useTeamWords } from './words.ts'

/** The height of my own row, in px at the usual zoom. */
const MINE = 80
/** What is above and below the list, at the least. */
const ABOVE = 200

export interface RosterListProps {
  readonly items: Listing
  readonly day: DayWindow
  readonly marks: MarksOf
  readonly linked: boolean
  readonly minute: Instant
  readonly ref?: Ref<RosterListHandle>
}

export interface RosterListHandle {
  /** Moves the focus to the first row. */
  enter(): void
}

/** Thousands of people, of whom those in sight are drawn; my own row stays on top. */
export const RosterList = memo(function RosterList(props: RosterListProps): ReactNode {
  const { items, day, marks, linked, minute, ref } = props
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const toggle = useCallback((id: string) => setOpen((before) => (before === id ? null : id)), [])
  const [order, settle] = useState(items)
  const roving = useRoving(order, list)
  const [usual] = useState(usualHeights)
  const guess = useCallback<HeightIn>((of, index) => usual.of(of.kindAt(index)), [usual])
  const first = order.at(0)
  const mine = first?.kind === 'row' && first.isMe && first.id !== open ? 0 : null
  // It hands out functions that change with every render; nothing here keeps one for longer.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => guess(order, index), [order, guess]),
    measureElement: (element, entry, instance) => {
      const size = measureElement(element, entry, instance)
      const kind = element.getAttribute('data-usual')
      if (kind !== null) usual.take(kind, size)
      return size
    },
    getItemKey: order.keyAt,
    overscan: 4,
    // Rows are drawn with the rest; measured first, they would come in a step of their own that nothing may interrupt.
    initialRect: { width: window.innerWidth, height: Math.max(0, window.innerHeight - ABOVE) },
    isScrollingResetDelay: REST,
    // A row moved is a style of one element, and no reason to draw the list again.
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    // Rows that are revealed must not lie under mine.
    scrollPaddingStart: mine === null ? 0 : MINE,
    rangeExtractor: (range) => withKept(range, [mine, roving.stopIndex]),
  })
  useOrder({ order, items, view: virtual, guess, settle })
  const { containerRef } = virtual
  const listRef = useCallback(
    (element: HTMLUListElement | null) => {
      list.current = element
      containerRef(element)
    },
    [containerRef],
  )
  const reveal = useCallback((index: number) => virtual.scrollToIndex(index, { align: 'auto' }), [virtual])
  useImperativeHandle(ref, () => ({ enter: () => roving.enter(reveal) }))
  const text = useText()
  const words = useTeamWords(minute)
  return (
    <div className="team-scroller" ref={scroller}>
      {/* The keys bubble up from the buttons in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        className="team-list"
        ref={listRef}
        aria-label={text('team.list')}
        onKeyDown={(event) => {
          if (!closes(event, open)) roving.onKeyDown(event, reveal)
          else setOpen(null)
        }}
      >
        {virtual.getVirtualItems().map(({ index, key }) => {
          const stands = order.at(index)
          if (stands === undefined) return null
          const item = items.renewed(stands)
          const isPinned = index === mine
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="team-item"
              data-pinned={isPinned || undefined}
              data-usual={plainKind(item, open)}
              {...(item.kind === 'row' ? { 'aria-posinset': item.position, 'aria-setsize': item.size } : {})}
            >
              {item.kind === 'group' ? (
                <GroupHeading section={item.section} minute={minute} />
              ) : (
                <RosterRow
                  row={item.row}
                  isMe={item.isMe}
                  isOpen={open === item.id}
                  isStop={roving.stop === item.id}
                  day={day}
                  marks={marks(item.row.standing.zone)}
                  linked={linked}
                  minute={minute}
                  words={words}
                  onToggle={toggle}
                  onFocus={roving.onFocus}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
})

const closes = (event: KeyboardEvent, open: string | null): boolean => event.key === 'Escape' && open !== null

/** Of what kind an item's height is; none where nothing else is like it, as my own row and an open one. */
function plainKind(item: ListItem, open: string | null): string | undefined {
  if (item.kind === 'group') return GROUP
  return item.isMe || item.id === open ? undefined : rowKind(item.row)
}

/** What must be there is drawn wherever the list is scrolled to. */
function withKept(range: Range, kept: readonly (number | null)[]): number[] {
  const drawn = new Set(defaultRangeExtractor(range))
  for (const index of kept) if (index !== null && index < range.count) drawn.add(index)
  return [...drawn].toSorted((a, b) => a - b)
}
