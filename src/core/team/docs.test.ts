import { expect, test } from 'vitest'
import { docsOf, readDocs, type TeamDocs, versionOfDoc, withDocs } from './docs.ts'

const doc = (d: string, v: number, body: Record<string, unknown> | null) => ({ d, v, r: v, by: 'p', at: 1, body })
const told = (before: TeamDocs, full: boolean, ...docs: ReturnType<typeof doc>[]): TeamDocs =>
  withDocs(before, readDocs({ full, docs }))

const waiting = { who: 'a', on: 'b', what: 'the contract', since: 1 }

test('documents come by their kinds; one of another version of Tideline is there and not guessed at', () => {
  const docs = told(
    {},
    true,
    doc('agreement', 2, { text: 'x', later: 1 }),
    doc('waiting.1', 1, waiting),
    doc('new.1', 1, {}),
  )
  expect(docs['agreement']).toEqual({ id: 'agreement', v: 2, by: 'p', at: 1, kind: 'unreadable' })
  expect(docsOf(docs, 'waiting').map(({ body }) => body)).toEqual([waiting])
  expect(Object.keys(docs)).toEqual(['agreement', 'waiting.1'])
})

test('a change touches what it names, a full telling leaves only what it names, and the same stays the same object', () => {
  const first = told({}, true, doc('agreement', 1, { text: 'x' }), doc('waiting.1', 1, waiting))
  const second = told(first, false, doc('waiting.1', 2, null))
  expect(Object.keys(second)).toEqual(['agreement'])
  const third = told(second, true, doc('agreement', 1, { text: 'x' }))
  expect(third['agreement']).toBe(first['agreement'])
  expect([versionOfDoc(third, 'agreement'), versionOfDoc(third, 'waiting.1')]).toEqual([1, 0])
})
