import { expect, test } from 'vitest'
import type { Books } from './books.ts'
import { fillBooks } from './load.ts'
import type { Cell } from './tables.ts'

const HLC = '0'.repeat(16)
const PERSON: readonly Cell[] = ['t', 'p', 'Ana', 0, 1, 0, null, 5, 'member', 4]
const REGISTER: readonly Cell[] = ['t', 'p', '', 'manual', HLC, 'd', '{"state":"away","until":9}']

function filled(person: readonly Cell[], register?: readonly Cell[]) {
  const books: Books = { teams: new Map(), tokens: new Map(), invites: new Map() }
  const team: readonly Cell[] = ['t', 'Atlas', 0, 'e'.repeat(16), 9, '[]', 0]
  fillBooks(books, { team: [team], person: [person], ...(register === undefined ? {} : { register: [register] }) }, 0)
  return books.teams.get('t')?.people.get('p')
}
const withCell = (cells: readonly Cell[], at: number, cell: Cell): readonly Cell[] => cells.with(at, cell)

test('rows of a person and of a status are taken over', () => {
  expect(filled(PERSON, REGISTER)).toMatchObject({
    name: 'Ana',
    role: 'member',
    manual: { hlc: HLC, by: 'd', body: { state: 'away', until: 9 } },
  })
})

test.each([
  [3, 'x'],
  [4, 1.5],
  [6, 'asleep'],
  [7, '5'],
  [8, 'king'],
])('a person whose cell %i is %j is refused', (at, cell) => {
  expect(() => filled(withCell(PERSON, at, cell))).toThrow()
})

test('a row of another length is refused', () => {
  expect(() => filled([...PERSON, 1])).toThrow()
  expect(() => filled(PERSON, REGISTER.slice(0, 6))).toThrow()
})

test.each([
  [3, 'mood'],
  [4, 'G'.repeat(16)],
  [4, `${HLC}\n`],
  [5, 7],
  [6, 7],
])('a status whose cell %i is %j is refused', (at, cell) => {
  expect(() => filled(PERSON, withCell(REGISTER, at, cell))).toThrow()
})

test.each(['{"state":"away","until":9,"title":"x"}', '{"state":"asleep","until":9}', '{"until":"9"}', '[]', '5'])(
  'the words of a status that do not fit any more are left out: %s',
  (body) => {
    expect(filled(PERSON, withCell(REGISTER, 6, body))?.manual).toEqual({ hlc: HLC, by: 'd', body: null })
  },
)
