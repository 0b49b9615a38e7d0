import { useEffect, useMemo, useState } from 'react'
import type { Proposal } from '../../../core/app/proposal.ts'
import { type Interval, overlaps } from '../../../core/planner/block.ts'
import { say } from '../../lib/announce.ts'
import { useAsk, useSlice } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { usePlanAhead } from '../../lib/usePlanned.ts'
import { painted } from '../later.ts'
import { useAskAloud } from '../useAskAloud.ts'

export interface Offer {
  /** Null where nothing is proposed, or the person left it. */
  readonly proposal: Proposal | null
  /** All of it, as one step to undo. */
  accept(): void
  leave(): void
}

/** What was left is not proposed again, as long as this window lives. */
const left = new Set<string>()

/** Asks main anew when the day changed, and with each minute that is seen. Offered only where `shown` has what would move. */
export function useProposal(shown: Interval): Offer {
  const text = useText()
  const ask = useAskAloud()
  const found = useFound()
  const [, leave] = useState(0)
  const isSeen = found !== null && !left.has(found.name) && touches(found, shown)
  const proposal = isSeen ? found : null
  const put = (): void => {
    if (proposal !== null) left.add(proposal.name)
    leave((count) => count + 1)
  }
  return {
    proposal,
    accept() {
      if (proposal === null) return say(text('planner.proposal.none'))
      const blocks = [...proposal.blocks]
      void ask({ type: 'plan.addAll', blocks }, 'planner.proposal.done', { count: blocks.length }).then((done) => {
        if (done) put()
      })
    },
    leave() {
      if (proposal === null) return
      put()
      say(text('planner.proposal.left'))
    },
  }
}

const touches = ({ moves }: Proposal, shown: Interval): boolean =>
  moves.some(({ before, after }) => overlaps(before, shown) || overlaps(after, shown))

interface Answer {
  /** What it was asked for. */
  readonly occasion: object | null
  readonly proposal: Proposal | null
}

/** Mostly nothing is proposed, again and again: that draws nothing anew. */
const answered =
  (answer: Answer) =>
  (before: Answer): Answer =>
    before.proposal === null && answer.proposal === null ? before : answer

function useFound(): Proposal | null {
  const ask = useAsk()
  const plan = usePlanAhead()
  const session = useSlice('session')
  const settings = useSlice('settings')
  const busy = useSlice('busy')
  const now = useNow('minute')
  const occasion = useMemo(() => ({ plan, session, settings, busy, now }), [plan, session, settings, busy, now])
  const [answer, setAnswer] = useState<Answer>({ occasion: null, proposal: null })
  useEffect(() => {
    let isWanted = true
    painted
      .then(() => ask('propose', {}))
      .then(
        (proposal) => isWanted && setAnswer(answered({ occasion, proposal })),
        () => undefined,
      )
    return () => void (isWanted = false)
  }, [ask, occasion])
  return answer.proposal
}
