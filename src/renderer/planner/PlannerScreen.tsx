import { type ReactNode, Suspense, useRef, useState } from 'react'
import type { Block } from '../../core/planner/block.ts'
import { instantAt } from '../../core/time/zone.ts'
import { useTimes } from '../lib/intl.tsx'
import { useLayout } from '../lib/useLayout.ts'
import { readNow } from '../lib/useNow.ts'
import { useSteady } from '../lib/useSteady.ts'
import { AllDay } from './EventView.tsx'
import { Header } from './Header.tsx'
import { LineBar, ProposalStrip, RhythmView, WeekView } from './later.ts'
import { LimitsOfDay } from './limits/LimitsLine.tsx'
import { useLimits } from './limits/useLimits.ts'
import { GhostContext, NO_GHOSTS } from './line/Ghosts.tsx'
import { useProposal } from './proposal/useProposal.ts'
import { type Panel, PanelPick, type WeekPanel, WeekPanelPick } from './PanelPick.tsx'
import { type DialogName, PlannerDialogs } from './PlannerDialogs.tsx'
import { useSessionBlock } from './sessionBlock.ts'
import { Left, Side } from './Sides.tsx'
import { TopStrip } from './TopStrip.tsx'
import { Timeline } from './Timeline.tsx'
import { useDay } from './useDay.ts'
import { useEdit } from './useEdit.ts'
import { useEvents } from './useEvents.ts'
import { useOldMonths } from './useOldMonths.ts'
import { useScreenKeys } from './useScreenKeys.ts'
import { useGoTo } from './useGoTo.ts'
import { useSelection } from './useSelection.ts'
import { useUsable } from './useUsable.ts'
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
  const [besideWeek, setBesideWeek] = useState<WeekPanel>('week')
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
  const hasWeekPick = view.name === 'week' && layout !== 'wide'
  const hasWeekInbox = hasWeekPick && besideWeek === 'inbox'
  const ofWeek = hasWeekInbox && layout === 'narrow' ? 'inbox' : 'day'
  const shown = !isDay ? ofWeek : layout === 'narrow' ? panel : 'all'

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
      {hasWeekPick && <WeekPanelPick panel={besideWeek} onPick={setBesideWeek} />}
      <div className="plan-columns">
        {((layout === 'wide' && view.name !== 'rhythm') || (hasWeekInbox && layout === 'middle')) && <Left />}
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
