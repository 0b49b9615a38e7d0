import { type ReactNode, Suspense, useContext, useLayoutEffect, useMemo, useRef } from 'react'
import { type Block, blockInterval, overlaps } from '../../core/planner/block.ts'
import { ALONE, firstLook, hourMarks, lanes } from '../../core/planner/day.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { readNow } from '../lib/useNow.ts'
import { Axis } from './Axis.tsx'
import { BlockView } from './BlockView.tsx'
import { EventView } from './EventView.tsx'
import { GhostContext, Ghosts } from './line/Ghosts.tsx'
import { EmptyDay } from './EmptyDay.tsx'
import { HandContext } from './hand.ts'
import { Lasso } from './later.ts'
import { LimitTrace } from './limits/LimitsLine.tsx'
import type { LimitsOfDays } from './limits/useLimits.ts'
import { NowLine } from './NowLine.tsx'
import { drawnSpan, withDraft } from './place.ts'
import { Trace } from './Trace.tsx'
import { useBlockKeys, useChoosing } from './useBlockKeys.ts'
import type { Day } from './useDay.ts'
import { useTaskDrop } from './inbox/useTaskDrop.ts'
import { instantIn, useDrag } from './useDrag.ts'
import type { GoTo } from './useGoTo.ts'
import type { PlanEdit } from './useEdit.ts'
import { clashOf, type DayEvent } from './useEvents.ts'
import { ZoneSeams } from './ZoneSeams.tsx'
import { usePlanned } from '../lib/usePlanned.ts'

export interface TimelineProps {
  readonly day: Day
  readonly edit: PlanEdit
  /** Of the day's calendars. */
  readonly events: readonly DayEvent[]
  readonly limits: LimitsOfDays
  /** The block that the running session is drawn on; null where it is drawn elsewhere. */
  readonly sessionBlock: string | null
  /** The block whose editor is open. */
  readonly opened: string | null
  readonly onOpen: (id: string | null) => void
  readonly going: GoTo
}

export function Timeline({ day, edit, events, limits, sessionBlock, opened, onOpen, going }: TimelineProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const blocks = useShown(day, edit)
  const timed = useMemo(() => events.filter(({ allDay }) => !allDay), [events])
  const columns = useMemo(() => lanes(blocks, drawnSpan, timed), [blocks, timed])
  const scroller = useRef<HTMLDivElement>(null)
  const isTyping = useContext(GhostContext).some((ghost) => overlaps(blockInterval(ghost), day.window))
  const openEditor = (id: string): void => going.goTo(id, true)
  const follow = (block: Block): void =>
    edit.glide !== undefined && overlaps(blockInterval(block), day.window) ? edit.glide(block) : edit.preview(block)
  const drag = useDrag({ instantAt: (event) => instantIn(event, day.window), zone: day.zone, edit, follow, openEditor })
  const drop = useTaskDrop({ instantAt: (event) => instantIn(event, day.window), zone: day.zone, edit })
  useFirstLook(scroller, day, blocks)

  const choosing = useChoosing(edit.selection)
  const keys = useBlockKeys({ blocks, edit, going, scroller })

  return (
    <div className="plan-timeline">
      {blocks.length === 0 && !isTyping && <EmptyDay day={day} edit={edit} />}
      <div className="plan-scroll" ref={scroller} tabIndex={blocks.length === 0 ? 0 : -1} data-date={day.date}>
        <div
          className="plan-canvas"
          style={{ height: `calc(var(--hour) * ${(day.window.end - day.window.start) / 3_600_000})` }}
        >
          <Axis window={day.window} zone={day.zone} />
          <p className="ui-hidden" id="plan-block-help">
            {text('planner.block.help')}
          </p>
          <div className="plan-layer" {...drag} {...drop}>
            <ul className="plan-blocks" aria-label={text('planner.blocks', { date: times.date(day.date) })}>
              <HandContext value={edit.hand ?? null}>
                {blocks.map((block) => (
                  <BlockView
                    key={block.id}
                    block={block}
                    window={day.window}
                    lane={columns.get(block.id) ?? ALONE}
                    clash={clashOf(block, events)}
                    hasSession={block.id === sessionBlock}
                    isDraft={edit.draft?.id === block.id}
                    isChosen={edit.selection?.ids.has(block.id) ?? false}
                    isEdited={opened === block.id}
                    onKeyDown={keys.down}
                    onKeyUp={keys.up}
                    onLeave={keys.leave}
                    onOpen={onOpen}
                    {...choosing}
                  />
                ))}
              </HandContext>
            </ul>
            <Ghosts window={day.window} />
            <ZoneSeams blocks={blocks} window={day.window} zone={day.zone} />
            {timed.length > 0 && (
              <ul className="plan-events" aria-label={text('planner.events', { date: times.date(day.date) })}>
                {timed.map((event) => (
                  <EventView key={event.id} event={event} window={day.window} lane={columns.get(event.id) ?? ALONE} />
                ))}
              </ul>
            )}
          </div>
          <Suspense>
            <Lasso selection={edit.selection} />
          </Suspense>
          <LimitTrace date={day.date} window={day.window} limits={limits} />
          <NowLine window={day.window} />
          <Trace window={day.window} />
        </div>
      </div>
    </div>
  )
}

/** The blocks of the day with the draft in its place, earliest first. */
function useShown({ window }: Day, { draft, selection }: PlanEdit): readonly Block[] {
  const blocks = usePlanned(window)
  return useMemo(() => withDraft(blocks, draft, window, selection), [blocks, draft, window, selection])
}

function useFirstLook(
  scroller: { readonly current: HTMLDivElement | null },
  { date, window, zone }: Day,
  blocks: readonly Block[],
): void {
  const looked = useRef<string | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    if (looked.current === date || element === null) return
    const look = firstLook(blocks, window, readNow())
    const hour = hourMarks(window, zone).findLast(({ at }) => at <= look)?.at ?? look
    const share = (hour - window.start) / (window.end - window.start)
    element.scrollTop = share * (element.querySelector('.plan-canvas')?.clientHeight ?? 0)
    looked.current = date
  }, [scroller, date, window, zone, blocks])
}
