import { describe, expect, test } from 'vitest'
import type { Person } from '../../core/sync/records.ts'
import { viewRoster } from '../../core/team/roster.ts'
import { listItems } from './rows.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const person = (id: string, name: string, over: Partial<Person> = {}): Person => ({
  id,
  name,
  live: true,
  gone: null,
  presence: { rule: 4, zone: 'UTC' },
  manual: null,
  plan: null,
  asOf: NOW,
  ...over,
})
const lost = { live: false, gone: 'lost' } as const
const view = viewRoster(
  [person('me', 'Noor'), person('a', 'Ana Duarte'), person('b', 'Ben Okafor'), person('c', 'Chiara Rossi', lost)],
  { me: 'me', linked: true, now: NOW },
)
const drawn = (query: string) =>
  listItems(view, query).map((item) =>
    item.kind === 'group' ? `${item.group} ${item.count}` : `${item.id} ${item.position}/${item.size}`,
  )

describe('the list as it is drawn', () => {
  test('is myself, then each group with its rows counted', () => {
    expect(drawn('')).toEqual(['me 1/1', 'now 2', 'a 1/2', 'b 2/2', 'unsure 1', 'c 1/1'])
  })

  test('shows those who are found, and no empty group', () => {
    expect(drawn('ok')).toEqual(['now 1', 'b 1/1'])
    expect(drawn('no')).toEqual(['me 1/1'])
    expect(drawn('chi')).toEqual(['unsure 1', 'c 1/1'])
    expect(drawn('nobody')).toEqual([])
  })
})
