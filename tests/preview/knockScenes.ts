/** Knocks in every state, to look at: `/?scene=knocks#/team` and `#/knock`. */
import type { State } from '../../src/core/app/state.ts'
import type { Letter } from '../../src/core/team/letters.ts'
import { HOUR, type Instant, MINUTE } from '../../src/core/time/instant.ts'

export function knocked(before: State, now: Instant): State {
  const received = { way: 'in', team: 'atlas', is: 'open', notBefore: null, snoozed: null, about: '' } as const
  const sent = { way: 'out', team: 'atlas', refusal: null, hidden: false, heard: now } as const
  const letters: readonly Letter[] = [
    {
      ...{ ...received, id: 'urgent-0000000000', from: 'ben', name: 'Ben Okafor', at: now - 2 * MINUTE },
      body: { kind: 'knock', urgency: 'urgent', text: 'The release is stuck. Can you look at the signing step?' },
    },
    {
      ...{ ...received, id: 'today-00000000000', from: 'ana', name: 'Ana Duarte', at: now - 40 * MINUTE },
      body: {
        ...{ kind: 'knock', urgency: 'today', text: 'Two questions about the contract, five minutes of reading.' },
        link: 'https://www.loom.com/share/3f1e0c2b9a',
      },
    },
    {
      ...{ ...received, id: 'reply-00000000000', from: 'chi', name: 'Chiara Rossi', at: now - HOUR },
      ...{
        body: { kind: 'reply', re: 'q-00000000000000', text: 'Yes, from Monday on.' },
        about: 'Can you take the rota?',
      },
    },
    {
      ...{ ...sent, id: 'sent-000000000000', to: 'ben', name: 'Ben Okafor', at: now, is: 'sent', since: now },
      body: { kind: 'knock', urgency: 'whenever', text: 'Notes of the review are in the folder.' },
    },
    {
      ...{ ...sent, id: 'seen-000000000000', to: 'ana', name: 'Ana Duarte', at: now, is: 'seen', since: now - MINUTE },
      body: { kind: 'knock', urgency: 'today', text: 'Draft three is ready.' },
    },
    {
      ...{ ...sent, id: 'refused-000000000', to: 'ben', name: 'Ben Okafor', at: now, is: 'refused', since: now },
      ...{
        body: { kind: 'knock', urgency: 'urgent', text: 'Still stuck.' },
        refusal: { code: 'quota', retryMs: 3 * HOUR },
      },
    },
  ]
  return { ...before, letters: Object.fromEntries(letters.map((letter) => [letter.id, letter])) }
}
