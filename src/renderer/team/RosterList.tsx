import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type Ref, useCallback, useImperativeHandle, useRef, useState } from 'react'
import type { DayWindow } from '../../core/team/ribbon.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText } from '../lib/intl.tsx'
import { RosterRow } from './RosterRow.tsx'
import type { ListItem } from './rows.ts'
import { useRoving } from './useRoving.ts'

/** Heights before they are measured, in px at the usual zoom. */
const HEIGHT = { group: 36, row: 60 } as const

export interface RosterListProps {
  readonly items: readonly ListItem[]
  readonly day: DayWindow
  readonly linked: boolean
  readonly minute: Instant
  readonly ref?: Ref<RosterListHandle>
}

export interface RosterListHandle {
  /** Moves the focus to the first row. */
  enter(): void
}

/** Thousands of people, of whom those in sight are drawn. */
export function RosterList({ items, day, linked, minute, ref }: RosterListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const toggle = useCallback((id: string) => setOpen((before) => (before === id ? null : id)), [])
  const roving = useRoving(items, list)
  // It hands out functions that change with every render; nothing here keeps one for longer.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHT[items[index]?.kind ?? 'row'],
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) => withKept(range, roving.stopIndex),
  })
  const reveal = useCallback((index: number) => virtual.scrollToIndex(index, { align: 'auto' }), [virtual])
  useImperativeHandle(ref, () => ({ enter: () => roving.enter(reveal) }))
  const text = useText()
  return (
    <div className="team-scroller" ref={scroller}>
      {/* The keys bubble up from the buttons in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        className="team-list"
        ref={list}
        aria-label={text('team.list')}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={(event) => {
          if (!closes(event, open)) roving.onKeyDown(event, reveal)
          else setOpen(null)
        }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="team-item"
              style={{ transform: `translateY(${start}px)` }}
              {...(item.kind === 'row' ? { 'aria-posinset': item.position, 'aria-setsize': item.size } : {})}
            >
              {item.kind === 'group' ? (
                <h2 className="team-group">{text(`team.group.${item.group}`, { count: item.count })}</h2>
              ) : (
                <RosterRow
                  row={item.row}
                  isMe={item.isMe}
                  isOpen={open === item.id}
                  isStop={roving.stop === item.id}
                  day={day}
                  linked={linked}
                  minute={minute}
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
}

const closes = (event: KeyboardEvent, open: string | null): boolean => event.key === 'Escape' && open !== null

/** The row that has the focus is drawn wherever the list is scrolled to. */
function withKept(range: Range, kept: number | null): number[] {
  const drawn = defaultRangeExtractor(range)
  if (kept === null || kept >= range.count || drawn.includes(kept)) return drawn
  return [...drawn, kept].toSorted((a, b) => a - b)
}
