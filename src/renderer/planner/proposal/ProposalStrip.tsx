import type { ReactNode } from 'react'
import type { Proposal } from '../../../core/app/proposal.ts'
import { plannedBlock } from '../../../core/planner/planned.ts'
import type { Move } from '../../../core/planner/reflow.ts'
import { type Text, type Times, useText, useTimes } from '../../lib/intl.tsx'
import { readNow } from '../../lib/useNow.ts'
import { usePlan } from '../../lib/usePlanned.ts'
import { Button } from '../../ui/Button.tsx'
import { useBlockWords } from '../useBlockWords.ts'
import type { Offer } from './useProposal.ts'
import './proposal.css'

export interface ProposalStripProps extends Pick<Offer, 'accept' | 'leave'> {
  readonly proposal: Proposal
}

/** What slipped, what would become of the rest of the day, and two ways to go on. */
export function ProposalStrip({ proposal, accept, leave }: ProposalStripProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const words = useBlockWords()
  const plan = usePlan()
  const nameOf = (id: string): string => {
    const block = plannedBlock(plan, id)
    return block === undefined ? '' : words.name(block)
  }
  const { why, about, until, moves } = proposal
  const block = plannedBlock(plan, about)
  const values = {
    name: nameOf(about),
    until: until === null ? '' : times.time(until),
    span: block === undefined ? '' : words.times(block),
  }
  return (
    <section className="proposal" aria-label={text('planner.proposal')}>
      <div role="status">
        <p>{text(`planner.proposal.${why}`, values)}</p>
        <ul>
          {moves.map((move) => (
            <li key={move.id} data-how={move.how}>
              {moveWords(move, nameOf(move.id), text, times)}
            </li>
          ))}
        </ul>
      </div>
      <div className="proposal-buttons">
        <Button size="small" onPress={accept} aria-keyshortcuts="R">
          {text('planner.proposal.accept')} <kbd aria-hidden="true">R</kbd>
        </Button>
        <Button size="small" onPress={leave} aria-keyshortcuts="L">
          {text('planner.proposal.leave')} <kbd aria-hidden="true">L</kbd>
        </Button>
      </div>
    </section>
  )
}

function moveWords({ how, before, after }: Move, name: string, text: Text, times: Times): string {
  return text(`planner.proposal.move.${how}`, {
    name,
    start: times.moment(after.start, readNow()),
    end: times.time(after.end),
    length: times.length(after.end - after.start),
    before: times.length(before.end - before.start),
  })
}
