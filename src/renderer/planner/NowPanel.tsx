import type { ReactNode } from 'react'
import { myAvailability } from '../../core/app/desired.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { blockAt, blockInterval } from '../../core/planner/block.ts'
import { plannedFrom } from '../../core/planner/planned.ts'
import { DAY } from '../../core/time/instant.ts'
import { useAppState } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { usePlanAhead } from '../lib/usePlanned.ts'
import { useNow } from '../lib/useNow.ts'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { StartButton } from './StartButton.tsx'
import { useBlockWords } from './useBlockWords.ts'
import { useIsFocusing, useMuteWords, useSession } from './useSession.ts'

/** Me, now, as my teammates read it; and the way into focus. */
export function NowPanel(): ReactNode {
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const me = myAvailability(useAppState(), now)
  const { key, at } = sayAvailability(me)
  const isFocusing = useIsFocusing()
  return (
    <section className="plan-now-panel" aria-labelledby="plan-now-title">
      <h2 className="ui-card-title" id="plan-now-title">
        {text('planner.now')}
      </h2>
      <p className="plan-now-said">
        <StateGlyph state={me.state} /> {text(key, at === null ? {} : { at: times.moment(at, now) })}
      </p>
      <p className="plan-now-why">{isFocusing ? <SessionWhy /> : <PlanWhy />}</p>
      {!isFocusing && <StartButton />}
    </section>
  )
}

function SessionWhy(): ReactNode {
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const session = useSession(now)
  const { plan } = useAppState()
  const mute = useMuteWords(session?.phase !== 'running')
  if (session === null) return null
  const block = session.block === null ? undefined : plan[session.block]
  const { until } = session.stretch
  const goesOn = block !== undefined && until !== null && blockInterval(block).end > until
  const at = until === null ? '' : times.moment(until, now)
  const first = whyKey(session, goesOn)
  return (
    <>
      {text(first, { at })}
      <span data-tone={mute.tone}> · {mute.said}</span>
    </>
  )
}

function whyKey({ phase, stretch, until }: SessionView, goesOn: boolean) {
  if (phase === 'paused') return 'planner.now.paused'
  if (phase === 'break') return 'planner.now.break'
  if (stretch.until === null) return 'planner.now.open'
  if (stretch.until !== until) return 'planner.now.untilBreak'
  return goesOn ? 'planner.now.sessionInBlock' : 'planner.now.session'
}

/** As far ahead as others see. */
const AHEAD = 15 * DAY

function PlanWhy(): ReactNode {
  const text = useText()
  const times = useTimes()
  const words = useBlockWords()
  const now = useNow('minute')
  const blocks = plannedFrom(usePlanAhead(), now, AHEAD)
  const here = blockAt(blocks, now)
  if (here !== null)
    return text('planner.now.block', { name: words.name(here), at: times.moment(blockInterval(here).end, now) })
  const next = blocks.find((block) => blockInterval(block).start > now)
  if (next === undefined) return text('planner.now.nothing')
  return text('planner.now.next', { name: words.name(next), at: times.moment(blockInterval(next).start, now) })
}
