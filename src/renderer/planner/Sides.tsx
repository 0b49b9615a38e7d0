/** What stands beside the day: it has nothing to do with a block under the hand, and little with which day is in sight. */
import { memo, type ReactNode, Suspense } from 'react'
import { useText } from '../lib/intl.tsx'
import {
  AgreedCard,
  CheckInCard,
  DigestCard,
  InboxPanel,
  InterruptedCard,
  SharedCard,
  TodayCard,
  WaitsCard,
  WeekCard,
} from './later.ts'
import { NowPanel } from './NowPanel.tsx'
import type { Day } from './useDay.ts'

export interface SideProps {
  readonly day: Day
  readonly hasCards: boolean
  readonly hasInbox: boolean
}

export const Side = memo(function Side({ day, hasCards, hasInbox }: SideProps): ReactNode {
  const text = useText()
  return (
    <aside className="plan-side plan-right" aria-label={text('planner.side')}>
      {hasCards && (
        <>
          <CardsOfNow />
          <Suspense>
            <TodayCard day={day} />
          </Suspense>
          <CardsOfTeams />
        </>
      )}
      {hasInbox && <Inbox />}
    </aside>
  )
})

/** The same on every day that is looked at. */
const CardsOfNow = memo(function CardsOfNow(): ReactNode {
  return (
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
      </Suspense>
    </>
  )
})

const CardsOfTeams = memo(function CardsOfTeams(): ReactNode {
  return (
    <Suspense>
      <AgreedCard />
      <WeekCard />
    </Suspense>
  )
})

export const Left = memo(function Left(): ReactNode {
  const text = useText()
  return (
    <aside className="plan-side plan-left" aria-label={text('planner.inbox')}>
      <Inbox />
    </aside>
  )
})

const Inbox = memo(function Inbox(): ReactNode {
  return (
    <Suspense>
      <InboxPanel />
    </Suspense>
  )
})
