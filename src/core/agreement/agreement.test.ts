import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Agreement, isAdopted } from '../sync/documents.ts'
import type { TeamDocs } from '../team/docs.ts'
import { HOUR } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { contradictions } from './check.ts'
import { diffAgreements, rebaseAgreement } from './diff.ts'
import { isInHours, occurrencesOf } from './rules.ts'
import { agreementOf, isReviewDue, neededOf, proposalsOf } from './team.ts'
import { fromTemplate, TEMPLATES } from './templates.ts'

const TODAY = '2026-11-23'
const NOW = instantAt(TODAY, '09:00', 'Europe/Lisbon')
const WEEK = [1, 2, 3, 4, 5]
const hours = (start: string, end: string, days: number[] = WEEK, zone?: string) => ({
  days,
  start,
  end,
  ...(zone === undefined ? {} : { zone }),
})
const codes = (agreement: Agreement) => contradictions(agreement, TODAY, NOW).map(({ code }) => code)

describe('an agreement that contradicts itself', () => {
  test.each<[string, Agreement, string[]]>([
    [
      'core hours in the quiet ones',
      { coreHours: [hours('19:00', '21:00')], quietHours: [hours('20:00', '07:00')] },
      ['core_in_quiet'],
    ],
    [
      'core hours early in a quiet morning',
      { coreHours: [hours('06:30', '09:00', [1])], quietHours: [hours('20:00', '07:00', [7])] },
      ['core_in_quiet'],
    ],
    [
      'quiet hours of another zone',
      {
        coreHours: [hours('16:00', '18:00', WEEK, 'America/Los_Angeles')],
        quietHours: [hours('22:00', '06:00', WEEK, 'Europe/Lisbon')],
      },
      ['core_in_quiet'],
    ],
    ['an end before the start', { coreHours: [hours('12:00', '10:00')] }, ['end_before_start']],
    ['no meetings over night', { noMeetings: [hours('18:00', '08:00')] }, ['end_before_start']],
    ['no length', { quietHours: [hours('12:00', '12:00')] }, ['no_length']],
    ['no weekday', { coreHours: [hours('10:00', '12:00', [])] }, ['no_days']],
    [
      'never loud',
      { quietHours: [hours('08:00', '20:00', [1, 2, 3, 4, 5, 6, 7]), hours('20:00', '08:00', [1, 2, 3, 4, 5, 6, 7])] },
      ['always_quiet'],
    ],
    ['more than everybody', { quorum: 100 }, ['quorum_impossible']],
    ['an urgent answer to nothing', { urgent: { perDay: 0 }, responses: { urgent: 15 } }, ['urgent_none']],
    ['urgent slower than today', { responses: { urgent: 300, today: 240 } }, ['responses_order']],
    ['today slower than whenever', { responses: { today: 2_000, whenever: 1_440 } }, ['responses_order']],
    ['a review that is over', { reviewOn: '2026-11-22' }, ['review_past']],
  ])('%s', (_name, agreement, expected) => expect(codes(agreement)).toEqual(expected))

  test.each<[string, Agreement]>([
    ['nothing', {}],
    [
      'quiet hours that begin when core hours end',
      { coreHours: [hours('10:00', '20:00')], quietHours: [hours('20:00', '10:00')] },
    ],
    [
      'own nights beside core hours of a zone',
      { coreHours: [hours('16:00', '18:00', WEEK, 'America/Los_Angeles')], quietHours: [hours('20:00', '07:00')] },
    ],
    ['until midnight', { coreHours: [hours('20:00', '24:00')] }],
    ['everybody', { quorum: 99, reviewOn: TODAY, urgent: { perDay: 0 } }],
  ])('and one that does not: %s', (_name, agreement) => expect(codes(agreement)).toEqual([]))

  test.each(TEMPLATES)('the template %s holds and may be sent', (template) => {
    const agreement = fromTemplate(template, TODAY, 'Pacific/Chatham')
    expect(codes(agreement)).toEqual([])
    expect(Agreement.safeParse(agreement).success).toBe(true)
  })
})

describe('weekly hours', () => {
  test('come on the clock of their zone, over a night and over a clock change', () => {
    const night = hours('22:00', '06:00', [6], 'Europe/Lisbon')
    const [before, after] = ['2026-10-24', '2026-10-25'].map((date) => instantAt(date, '12:00', 'Europe/Lisbon'))
    const [found] = occurrencesOf(night, 'UTC', { start: before ?? 0, end: after ?? 0 })
    expect(found?.date).toBe('2026-10-24')
    expect(((found?.end ?? 0) - (found?.start ?? 0)) / HOUR).toBe(9)
  })

  test('without a zone they are on everybody’s own clock', () => {
    const quiet = [hours('20:00', '07:00')]
    const at = instantAt('2026-11-24', '21:00', 'Asia/Kathmandu')
    expect([isInHours(quiet, 'Asia/Kathmandu', at), isInHours(quiet, 'Europe/Lisbon', at)]).toEqual([true, false])
  })
})

describe('what a proposal changes', () => {
  const holds: Agreement = { coreHours: [hours('10:00', '12:00')], text: 'Be kind', quorum: 50 }

  test('rule by rule, whatever the order of its fields', () => {
    const proposed: Agreement = {
      quorum: 50,
      text: 'Be kind and brief',
      coreHours: [{ end: '12:00', start: '10:00', days: WEEK }, hours('15:00', '16:00')],
    }
    expect(diffAgreements(holds, proposed)).toEqual([
      { rule: 'coreHours', removed: [], added: [{ rule: 'coreHours', hours: hours('15:00', '16:00') }] },
      {
        rule: 'text',
        removed: [{ rule: 'text', text: 'Be kind' }],
        added: [{ rule: 'text', text: 'Be kind and brief' }],
      },
    ])
    expect(diffAgreements(holds, holds)).toEqual([])
  })

  test('one that was overtaken keeps what it changed, takes the rest from the others, and says what both changed', () => {
    const mine: Agreement = { ...holds, text: 'Be brief', quorum: 66 }
    const theirs: Agreement = { ...holds, text: 'Be calm', officeDays: [2], spreadOffice: true }
    expect(rebaseAgreement(holds, mine, theirs)).toEqual({
      agreement: { ...holds, text: 'Be brief', quorum: 66, officeDays: [2], spreadOffice: true },
      both: ['text'],
    })
    expect(rebaseAgreement(null, mine, theirs)).toEqual({ agreement: mine, both: [] })
    const { text: _text, ...withoutText } = holds
    expect(rebaseAgreement(holds, withoutText, { ...holds, quorum: 80 }).agreement).toEqual({
      ...withoutText,
      quorum: 80,
    })
  })
})

describe('proposals as members read them', () => {
  const proposal = (id: string, over: object, v = 2) => ({
    id: `proposal.${id}`,
    v,
    by: 'ben',
    at: v,
    kind: 'proposal' as const,
    body: { base: 1, agreement: { text: id }, state: 'open' as const, author: 'ana', draft: 1, votes: {}, ...over },
  })
  const docs: TeamDocs = {
    agreement: { id: 'agreement', v: 1, by: 'ben', at: 1, kind: 'agreement', body: { text: 'old', reviewOn: TODAY } },
    'proposal.old': proposal('old', { state: 'adopted', base: 0, votes: { ana: true, ben: true, chi: false } }, 1),
    'proposal.new': proposal('new', { votes: { ana: true, chi: false, gone: true } }),
    'proposal.late': proposal('late', { base: 0 }, 3),
  }
  const members = ['ana', 'ben', 'chi', 'dev']

  test('say who agreed, who is missing, how many it takes, and whether they were overtaken', () => {
    expect(agreementOf(docs)).toMatchObject({ version: 1, agreedBy: ['ana', 'ben'], rules: { text: 'old' } })
    expect(proposalsOf(docs, members, 'chi')).toMatchObject([
      { id: 'proposal.late', isOvertaken: true, undecided: members },
      {
        id: 'proposal.new',
        isOvertaken: false,
        isMine: false,
        isOrphan: false,
        author: 'ana',
        agreed: ['ana'],
        against: ['chi'],
        undecided: ['ben', 'dev'],
        needed: 3,
        myVote: false,
      },
    ])
    expect([isReviewDue(agreementOf(docs), TODAY), isReviewDue(agreementOf(docs), '2026-11-22')]).toEqual([true, false])
    expect(agreementOf({})).toMatchObject({ version: 0, rules: {} })
  })

  test('as many are needed as make the hub adopt it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 99 }), (count, quorum) => {
        const people = Array.from({ length: count }, (_none, at) => `p${at}`)
        const votes = (many: number) => Object.fromEntries(people.slice(0, many).map((id) => [id, true]))
        const needed = neededOf(count, quorum)
        expect([isAdopted(votes(needed), people, quorum), isAdopted(votes(needed - 1), people, quorum)]).toEqual([
          true,
          false,
        ])
      }),
    ))
})
