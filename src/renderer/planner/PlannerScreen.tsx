import { memo, type ReactNode, Suspense, useLayoutEffect, useRef, useState } from 'react'
import { plannedBlock, plannedIn } from '../../core/planner/planned.ts'
import { type Block, blockInterval } from '../../core/planner/block.ts'
import { instantAt } from '../../core/time/zone.ts'
import { useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { type Layout, useLayout } from '../lib/useLayout.ts'
import { readNow, useNow } from '../lib/useNow.ts'
import { useSteady } from '../lib/useSteady.ts'
import { EndedStrip } from './EndedStrip.tsx'
import { AllDay } from './EventView.tsx'
import { Header } from './Header.tsx'
import {
  afterPaint,
  AgreedCard,
  AskStrips,
  CheckInCard,
  DigestCard,
  InboxPanel,
  InterruptedCard,
  LineBar,
  ProposalStrip,
  RhythmView,
  SharedCard,
  TodayCard,
  WaitsCard,
  WeekCard,
  WeekView,
} from './later.ts'
import { LimitsOfDay } from './limits/LimitsLine.tsx'
import { useLimits } from './limits/useLimits.ts'
import { GhostContext, NO_GHOSTS } from './line/Ghosts.tsx'
import { NowPanel } from './NowPanel.tsx'
import { useProposal } from './proposal/useProposal.ts'
import { type Panel, PanelPick } from './PanelPick.tsx'
import { type DialogName, PlannerDialogs } from './PlannerDialogs.tsx'
import { SessionFace } from './SessionFace.tsx'
import { StartButton } from './StartButton.tsx'
import { carriesSession, Timeline } from './Timeline.tsx'
import { type Day, useDay } from './useDay.ts'
import { useEdit } from './useEdit.ts'
import { useEvents } from './useEvents.ts'
import { useOldMonths } from './useOldMonths.ts'
import { useScreenKeys } from './useScreenKeys.ts'
import { useGoTo } from './useGoTo.ts'
import { usePlan } from '../lib/usePlanned.ts'
import { useIsFocusing } from './useSession.ts'
import { useSelection } from './useSelection.ts'
import { useView, type ViewName } from './useView.ts'
import './planner.css'

export function PlannerScreen(): ReactNode {
  const times = useTimes()
  const day = useDay()
  const layout = useLayout()
  const view = useView(day, layout)
  useOldMonths(view.window)
  const events = useEvents(view.window)
  const selection = useSelection()
  const edit = useEdit(events, selection)
  const [opened, setOpened] = useState<string | null>(null)
  const [panel, setPanel] = useState<Panel>('day')
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const [ghosts, setGhosts] = useState<readonly Block[]>(NO_GHOSTS)
  const [isTyping, setTyping] = useState(false)
  const sessionBlock = useSessionBlock(day, layout)
  const going = useGoTo(setOpened)
  const open = (id: string | null): void => {
    if (id !== null) going.goTo(id, true)
  }
  const addToRhythm = useRef<(() => void) | null>(null)
  /** At now, or at nine on another day. */
  const add = (): void => {
    if (view.name === 'rhythm') addToRhythm.current?.()
    else void edit.add(day.isToday ? readNow() : instantAt(day.date, '09:00', day.zone)).then(open)
  }
  const show = (name: ViewName): void => {
    setOpened(null)
    selection.clear()
    view.show(name)
  }
  const viewing = { show: useSteady(show), go: useSteady(view.go), next: useSteady(view.next) }
  const travel = useSteady(edit.travel)
  const addSteadily = useSteady(add)
  const type = useSteady(() => setTyping((before) => !before))
  const showDialog = useSteady(setDialog)
  const offer = useProposal(view.window)
  useUsable()
  useScreenKeys({
    add,
    today: day.goToday,
    go: view.go,
    view: view.next,
    jump: () => view.name !== 'rhythm' && setDialog('jump'),
    help: () => setDialog('keys'),
    type: () => view.name !== 'rhythm' && setTyping(true),
    travel: (to) => void edit.travel(to),
    accept: offer.accept,
    leave: offer.leave,
  })
  const isDay = view.name === 'day'
  // The night after a day is the day's doing too.
  const { limits, still } = useLimits(view.first, view.count + 1, edit.draft)
  const shown = !isDay ? 'day' : layout === 'narrow' ? panel : 'all'

  return (
    <div className="plan" data-layout={layout} data-view={view.name} data-clock={times.twelve ? '12' : '24'}>
      <Header
        day={day}
        view={{ ...view, ...viewing }}
        limits={still}
        travel={travel}
        onAdd={addSteadily}
        onType={type}
        onDialog={showDialog}
      />
      {layout === 'narrow' && isDay && <PanelPick panel={panel} onPick={setPanel} />}
      <div className="plan-columns">
        {layout === 'wide' && view.name !== 'rhythm' && <Left />}
        {(shown === 'all' || shown === 'day') && (
          <GhostContext value={isTyping ? ghosts : (offer.proposal?.blocks ?? NO_GHOSTS)}>
            <main className="plan-main">
              {isTyping && view.name !== 'rhythm' && (
                <Suspense>
                  <LineBar day={day} onGhosts={setGhosts} onClose={() => setTyping(false)} />
                </Suspense>
              )}
              <TopStrip hasCard={sessionBlock === null || !isDay} hasStart={layout === 'narrow' && isDay} />
              {offer.proposal !== null && view.name !== 'rhythm' && (
                <Suspense>
                  <ProposalStrip proposal={offer.proposal} accept={offer.accept} leave={offer.leave} />
                </Suspense>
              )}
              {isDay && <LimitsOfDay date={day.date} limits={limits} />}
              {isDay && <AllDay events={events.filter(({ allDay }) => allDay)} />}
              {isDay && (
                <Timeline
                  day={day}
                  edit={edit}
                  events={events}
                  limits={limits}
                  sessionBlock={sessionBlock}
                  opened={opened}
                  onOpen={setOpened}
                  going={going}
                />
              )}
              <Suspense>
                {view.name === 'week' && (
                  <WeekView
                    day={day}
                    first={view.first}
                    count={view.count}
                    events={events}
                    limits={limits}
                    edit={edit}
                    opened={opened}
                    onOpen={setOpened}
                    going={going}
                    onDay={(date) => {
                      day.show(date)
                      show('day')
                    }}
                  />
                )}
                {view.name === 'rhythm' && (
                  <RhythmView
                    opened={opened}
                    onOpen={setOpened}
                    going={going}
                    travel={edit.travel}
                    isNarrow={layout === 'narrow'}
                    adder={addToRhythm}
                  />
                )}
              </Suspense>
            </main>
          </GhostContext>
        )}
        {shown !== 'day' && (
          <Side day={day} hasCards={shown !== 'inbox'} hasInbox={layout !== 'wide' && shown !== 'now'} />
        )}
      </div>
      <PlannerDialogs name={dialog} day={day} window={view.window} onClose={() => setDialog(null)} />
    </div>
  )
}

interface SideProps {
  readonly day: Day
  readonly hasCards: boolean
  readonly hasInbox: boolean
}

/** What stands beside the day has nothing to do with a block under the hand. */
const Side = memo(function Side({ day, hasCards, hasInbox }: SideProps): ReactNode {
  const text = useText()
  return (
    <aside className="plan-side plan-right" aria-label={text('planner.side')}>
      {hasCards && (
        <>
          <NowPanel />
          <Suspense>
            <InterruptedCard />
            <DigestCard />
          </Suspense>
          <Suspense>
            <CheckInCard />
            <WaitsCard />
          </Suspense>
          <Suspense>
            <SharedCard />
            <TodayCard day={day} />
          </Suspense>
          <Suspense>
            <AgreedCard />
            <WeekCard />
          </Suspense>
        </>
      )}
      {hasInbox && (
        <Suspense>
          <InboxPanel />
        </Suspense>
      )}
    </aside>
  )
})

const Left = memo(function Left(): ReactNode {
  const text = useText()
  return (
    <aside className="plan-side plan-left" aria-label={text('planner.inbox')}>
      <Suspense>
        <InboxPanel />
      </Suspense>
    </aside>
  )
})

/** Above the day: the session where no block carries it, the way back from an end, or the start where no panel has it. */
function TopStrip({ hasCard, hasStart }: { readonly hasCard: boolean; readonly hasStart: boolean }): ReactNode {
  const isFocusing = useIsFocusing()
  return (
    <>
      {isFocusing && hasCard && (
        <div className="plan-strip">
          <SessionFace place="card" />
        </div>
      )}
      {!isFocusing && hasStart && (
        <div className="plan-strip">
          <StartButton />
        </div>
      )}
      <EndedStrip />
      <Suspense>
        <AskStrips />
      </Suspense>
    </>
  )
}

/** The block that the running session is drawn on; null where none has the room, or it is over. */
function useSessionBlock(day: Day, layout: Layout): string | null {
  const { current } = useSlice('session')
  const plan = usePlan()
  const isFocusing = useIsFocusing()
  const id = current?.[0].block
  const now = useNow('minute')
  if (!isFocusing || id === undefined || layout === 'narrow') return null
  const block = plannedBlock(plan, id)
  // One that ran on past its block would be out of sight up there.
  if (block === undefined || blockInterval(block).end <= now) return null
  return carriesSession(block, plannedIn(plan, day.window), day) ? id : null
}

function usable(): void {
  performance.mark('tideline:usable')
  afterPaint()
}

/** Marks when the planner could first be used: a task after the frame that painted it with its data. */
function useUsable(): void {
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(usable))
    return () => cancelAnimationFrame(frame)
  }, [])
}
