/** Importing into a real folder, with the real core; crashes wherever one can fall. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Intent, Outcome } from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import type { State } from '../../src/core/app/state.ts'
import type { ImportPreview } from '../../src/core/data/preview.ts'
import type { SessionEvent } from '../../src/core/focus/session.ts'
import { runDataErrand } from '../../src/main/data/dataErrands.ts'
import { finishReplacing, replaceAll } from '../../src/main/data/replaceAll.ts'
import { openJournal, wholeJournal } from '../../src/main/journal.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const sessionOf = (id: string, at: number): SessionEvent[] => [
  { type: 'started', at, session: id, until: at + 60_000, title: `=${id}` },
  { type: 'ended', at: at + 60_000, session: id, how: 'completed' },
]

let dir: string
let state: State
let out: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tideline-data-'))
  out = join(mkdtempSync(join(tmpdir(), 'tideline-out-')), 'all.json')
  state = stateWith({ plan: planOf(block('focus', '2026-11-23', '09:00', 60)) })
  openJournal(dir).append(sessionOf('a', Date.UTC(2026, 8, 1)))
  openJournal(dir).append(sessionOf('b', Date.UTC(2026, 10, 21)))
})
afterEach(() => {
  rmSync(dir, { recursive: true })
  rmSync(join(out, '..'), { recursive: true })
})

const dispatch = async (intent: Intent): Promise<Outcome> => {
  const reduced = reduce(state, intent, NOW)
  state = reduced.state
  return reduced.outcome
}
const run = (errand: Parameters<typeof runDataErrand>[1], picked: string | null = null): Promise<Outcome> =>
  runDataErrand(
    {
      dataDir: dir,
      line: { dispatch, state: () => state },
      now: () => NOW,
      pickPlace: async () => picked,
      pickExport: async () => picked,
    },
    errand,
  )
const exportAll = (to = out): Promise<Outcome> => run({ type: 'data.export', what: 'all', to })
const look = async (from = out): Promise<ImportPreview> => {
  const outcome = await run({ type: 'data.look', from })
  return JSON.parse(outcome.ok ? (outcome.value ?? '') : '{}')
}
const take = async (how: 'merge' | 'replace'): Promise<Outcome> =>
  run({ type: 'data.import', from: out, how, seen: (await look()).seen })
const sessions = async (): Promise<string[]> => (await wholeJournal(dir)).events.map(({ session }) => session)

describe('taking it in', () => {
  test('replaces, keeps a copy of what was, and the same export comes out again', async () => {
    expect(await exportAll()).toEqual({ ok: true, value: out })
    expect(statSync(out).mode & 0o077).toBe(0)
    const before = readFileSync(out, 'utf8')
    state = stateWith({ plan: planOf(block('open', '2026-11-24', '10:00', 30)) })
    openJournal(dir).append(sessionOf('c', Date.UTC(2026, 10, 22)))

    const preview = await look()
    expect(preview.rows).toContainEqual({ row: 'plan', theirs: 1, mine: 1, fresh: 1, different: 0 })
    expect(preview.rows).toContainEqual({ row: 'sessions', theirs: 2, mine: 3, fresh: 0, different: 0 })
    const outcome = await take('replace')
    expect(outcome).toEqual({ ok: true, value: join(dir, 'before-import-20261122T120000Z') })
    expect(Object.keys(state.plan)).toEqual(['focus-2026-11-23-09:00'])
    expect(await sessions()).toEqual(['a', 'a', 'b', 'b'])
    expect(state.session.past).toHaveLength(1)

    const again = `${out}.2`
    expect(await exportAll(again)).toMatchObject({ ok: true })
    expect(readFileSync(again, 'utf8')).toBe(before)
    const kept = join(dir, 'before-import-20261122T120000Z')
    expect(readFileSync(join(kept, 'tideline-export.json'), 'utf8')).toContain('open-2026-11-24')
    expect(readFileSync(join(kept, 'journal-2026-11.jsonl'), 'utf8')).toContain('"session":"c"')
    expect(readdirSync(dir)).not.toContain('.import')
  })

  test('merges: what is here stays, what is missing is added in its place', async () => {
    await exportAll()
    rmSync(join(dir, 'journal-2026-09.jsonl'))
    state = stateWith({ plan: planOf(block('open', '2026-11-24', '10:00', 30)) })
    expect(await take('merge')).toMatchObject({ ok: true })
    expect(Object.keys(state.plan)).toHaveLength(2)
    expect(await sessions()).toEqual(['a', 'a', 'b', 'b'])
  })

  test('a file of what is here brings nothing, in either way; of what was here, what is missing or was changed', async () => {
    await exportAll()
    expect((await look()).brings).toEqual({ merge: false, replace: false })
    openJournal(dir).append(sessionOf('c', Date.UTC(2026, 10, 22)))
    expect((await look()).brings).toEqual({ merge: false, replace: true })
    state = stateWith()
    expect((await look()).brings).toEqual({ merge: true, replace: true })
  })

  test('an interruption without a session is news, though no row counts it', async () => {
    await exportAll()
    const exported = readFileSync(out, 'utf8')
    const stray = { type: 'interrupted', at: Date.UTC(2026, 10, 20), session: '' } as const
    openJournal(dir).append([stray])
    await exportAll(`${out}.2`)
    rmSync(join(dir, 'journal-2026-11.jsonl'))
    openJournal(dir).append(sessionOf('b', Date.UTC(2026, 10, 21)))
    const preview = await look(`${out}.2`)
    expect(preview.rows.find(({ row }) => row === 'sessions')).toMatchObject({ fresh: 0, different: 0 })
    expect(preview.brings.merge).toBe(true)
    expect(exported).not.toContain('interrupted')
  })

  test('not while a session is under way', async () => {
    await exportAll()
    openJournal(dir).append([{ type: 'started', at: NOW, session: 'x', until: NOW + 1 }])
    expect(await take('merge')).toEqual({ ok: false, code: 'import_session_running' })
    expect(await sessions()).toContain('x')
  })

  test('not another file than the one that was looked at', async () => {
    await exportAll()
    const { seen } = await look()
    writeFileSync(out, readFileSync(out, 'utf8').replace('"done"', '"done" '))
    writeFileSync(out, `${readFileSync(out, 'utf8')} `)
    const outcome = await run({ type: 'data.import', from: out, how: 'replace', seen })
    expect(outcome).toEqual({ ok: false, code: 'import_changed' })
  })

  test.each([
    ['a folder', () => dir],
    ['a device', () => '/dev/zero'],
    ['nothing', () => join(dir, 'nothing.json')],
    ['no whole path', () => 'all.json'],
  ])('%s is no export', async (_what, path) => {
    expect(await run({ type: 'data.look', from: path() })).toMatchObject({ ok: false, code: 'import_no_file' })
  })

  test('a damaged one changes nothing', async () => {
    await exportAll()
    const text = readFileSync(out, 'utf8')
    writeFileSync(out, text.slice(0, text.length / 2))
    expect(await run({ type: 'data.look', from: out })).toMatchObject({ ok: false, code: 'import_not_ours' })
    expect(readdirSync(dir).toSorted()).toEqual(['journal-2026-09.jsonl', 'journal-2026-11.jsonl'])
  })
})

describe('writing it', () => {
  test('never over a file that is not ours, and over an older export it does', async () => {
    writeFileSync(out, 'mine')
    expect(await exportAll()).toEqual({ ok: false, code: 'export_exists' })
    expect(readFileSync(out, 'utf8')).toBe('mine')
    rmSync(out)
    await exportAll()
    expect(await exportAll()).toMatchObject({ ok: true })
  })

  test('the dialog: where the person says, and nothing where they say nothing', async () => {
    expect(await run({ type: 'data.export', what: 'all' }, out)).toEqual({ ok: true, value: out })
    expect(await run({ type: 'data.export', what: 'all' }, null)).toEqual({ ok: true })
    expect(await run({ type: 'data.look' }, null)).toEqual({ ok: true })
  })

  test('a folder that lets nothing be written is told', async () => {
    expect(await exportAll(join(dir, 'no', 'folder.json'))).toEqual({ ok: false, code: 'data_bad_path' })
    expect(await exportAll('/proc/all.json')).toEqual({ ok: false, code: 'export_failed' })
  })
})

test('a crash at any moment leaves the old or the new, whole', () => {
  const names = ['settings.json', 'plan.json', 'journal-2026-09.jsonl', 'journal-2026-11.jsonl']
  const picture = (): string[] =>
    names.map((name) => {
      const found = statSync(join(dir, name), { throwIfNoEntry: false })
      return found === undefined ? 'gone' : readFileSync(join(dir, name), 'utf8').slice(0, 3)
    })
  const wanted = {
    files: new Map([
      ['settings.json', 'new'],
      ['plan.json', 'new'],
      ['journal-2026-11.jsonl', 'new'],
    ]),
    drop: ['journal-2026-09.jsonl'],
    note: { name: 'note', text: 'note' },
  }
  const steps: string[] = []
  const fresh = (): void => names.forEach((name) => writeFileSync(join(dir, name), 'old'))
  fresh()
  replaceAll(dir, { ...wanted, keepIn: 'kept' }, (name) => steps.push(name))
  expect(picture()).toEqual(['new', 'new', 'gone', 'new'])
  expect(steps).toHaveLength(9)

  steps.forEach((crash, at) => {
    fresh()
    let step = 0
    const falls = (): void => {
      if (step++ === at) throw new Error('the power is gone')
    }
    // What runs after a throw here is not run by a power cut either, but for the tidying up of the stage.
    expect(() => replaceAll(dir, { ...wanted, keepIn: `kept${at}` }, falls)).toThrow()
    finishReplacing(dir)
    const isDecided = steps.indexOf('decided') <= at
    expect([crash, picture()]).toEqual([
      crash,
      isDecided ? ['new', 'new', 'gone', 'new'] : ['old', 'old', 'old', 'old'],
    ])
    expect(readdirSync(dir)).not.toContain('.import')
  })
})

test('a stage without a decision is put away, and a torn decision is none', () => {
  writeFileSync(join(dir, 'plan.json'), 'old')
  const wanted = { files: new Map([['plan.json', 'new']]), drop: [], keepIn: 'kept', note: { name: 'n', text: 'n' } }
  const tears = (name: string): void => {
    if (name !== 'decided') return
    writeFileSync(join(dir, '.import', 'decided.json'), '{"take":["pl')
    throw new Error('the power is gone')
  }
  expect(() => replaceAll(dir, wanted, tears)).toThrow()
  finishReplacing(dir)
  expect(readFileSync(join(dir, 'plan.json'), 'utf8')).toBe('old')
})
