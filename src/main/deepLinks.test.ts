import { describe, expect, test } from 'vitest'
import type { Intent, Outcome } from '../core/app/intent.ts'
import { reduce } from '../core/app/reduce.ts'
import type { State } from '../core/app/state.ts'
import { instantAt } from '../core/time/zone.ts'
import { stateWith } from '../../tests/fakes/state.ts'
import { createDeepLinks } from './deepLinks.ts'
import { isMessageKey } from './text.ts'

const NOW = instantAt('2026-11-26', '14:10', 'Europe/Lisbon')

function app(answer: () => Promise<boolean> = async () => true) {
  const base = stateWith()
  let state: State = { ...base, settings: { ...base.settings, clock: '24' } }
  let now = NOW
  const did: string[] = []
  const asked: string[] = []
  const dispatch = async (intent: Intent): Promise<Outcome> => {
    const { state: after, outcome } = reduce(state, intent, now)
    state = after
    if (intent.type !== 'notice.tell') did.push(intent.type)
    return outcome
  }
  const open = createDeepLinks({
    loop: { dispatch, state: () => state },
    now: () => now,
    confirm: (what) => {
      asked.push(what)
      return answer()
    },
  })
  return {
    open,
    did,
    asked,
    told: () => state.notices.map(({ key }) => key),
    pass: (millis: number) => void (now += millis),
  }
}

test('focus starts at once, and that a link did it is told', async () => {
  const { open, did, asked, told } = app()
  await open('tideline://focus?minutes=50')
  expect({ did, asked, told: told() }).toEqual({ did: ['focus.start'], asked: [], told: ['notice.link.started'] })
})

describe('a question', () => {
  test.each([
    ['tideline://stop', 'It would end your focus.'],
    ['tideline://pause', 'It would pause your focus and let notifications through.'],
    ['tideline://break', 'It would begin a break and let notifications through.'],
    ['tideline://extend?minutes=300', 'It would make your focus 5 h longer.'],
    ['tideline://status?state=off&text=Gone&until=18:00', 'It would tell your teams “Off · Gone”, until 18:00.'],
    ['tideline://clear', 'It would clear your status, so that your plan speaks to your teams again.'],
  ])('%s says what it would do; no means no', async (link, sentence) => {
    const { open, did, asked } = app(async () => false)
    await open('tideline://focus?minutes=50')
    await open(link)
    expect(asked).toEqual([sentence])
    expect(did).toEqual(['focus.start'])
  })

  test('a long focus is asked about, and yes means yes', async () => {
    const { open, did, asked } = app()
    await open('tideline://focus?minutes=600')
    expect(asked).toEqual(['It would start focus and hold back notifications until tomorrow 00:10.'])
    expect(did).toEqual(['focus.start'])
  })

  test('comes alone: while one waits, others are left and that is told; what would be refused is not asked', async () => {
    let answer = (_yes: boolean): void => {}
    const { open, did, asked, told } = app(() => new Promise((resolve) => (answer = resolve)))
    await open('tideline://stop')
    expect(asked).toEqual([])
    expect(told()).toEqual(['error.not_focusing'])
    const first = open('tideline://clear')
    await open('tideline://clear')
    answer(true)
    await first
    expect(asked).toHaveLength(1)
    expect(did).toEqual(['status.clear'])
    expect(told()).toContain('notice.link.busy')
  })
})

test('a page that opens one after another is stopped after ten within a minute', async () => {
  const { open, did, told, pass } = app()
  for (let count = 0; count < 12; count += 1) await open('tideline://interrupted')
  expect(did).toHaveLength(10)
  expect(told()).toEqual(['notice.link.many'])
  pass(61_000)
  await open('tideline://interrupted')
  expect(did).toHaveLength(11)
})

test('what cannot be read is told in a sentence of the catalogue', async () => {
  const { open, told } = app()
  const links = [
    'tideline://quit',
    'tideline://focus?minutes=x',
    'tideline://focus?minutes=1&until=9',
    'tideline://status',
    'tideline://focus?minutes=1&minutes=2',
  ]
  for (const link of links) await open(link)
  expect(told()).toHaveLength(5)
  expect(told().every(isMessageKey)).toBe(true)
})
