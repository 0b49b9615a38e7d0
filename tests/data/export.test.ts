/** One file with everything: the same bytes each time, read back whole, and refused in words where it cannot be. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { combine } from '../../src/core/data/combine.ts'
import { ExportFile, exportText, ImportProblem, readExport } from '../../src/core/data/exported.ts'
import { Settings } from '../../src/core/app/state.ts'
import { emptyRhythm } from '../../src/core/planner/rhythm.ts'
import { block, planOf } from '../fakes/state.ts'
import { life } from './life.ts'

const nothing = {
  parts: { settings: Settings.parse({}), plan: {}, rhythm: emptyRhythm, inbox: {}, calendars: {} },
  journal: [],
}

/** A file to spoil. */
const Loose = z.object({
  format: z.string(),
  version: z.int(),
  parts: z.record(z.string(), z.object({ version: z.int(), value: z.record(z.string(), z.any()) })),
  journal: z.array(z.unknown()),
})
type Loose = z.infer<typeof Loose>
const loose = (text: string): Loose => Loose.parse(JSON.parse(text))

describe('there and back', () => {
  test('export, import, export: byte for byte', () => {
    fc.assert(
      fc.property(life, ({ parts, journal }) => {
        const text = exportText(parts, journal)
        const back = combine('replace', readExport(text), nothing)
        expect(exportText(back.parts, back.journal)).toBe(text)
        expect(() => ExportFile.parse(JSON.parse(text))).not.toThrow()
      }),
    )
  })

  test('merging what is here already changes nothing, and twice is as good as once', () => {
    fc.assert(
      fc.property(life, life, (mine, theirs) => {
        const file = readExport(exportText(theirs.parts, theirs.journal))
        const once = combine('merge', file, mine)
        const twice = combine('merge', file, once)
        expect(exportText(twice.parts, twice.journal)).toBe(exportText(once.parts, once.journal))
        const own = combine('merge', readExport(exportText(mine.parts, mine.journal)), mine)
        expect(exportText(own.parts, own.journal)).toBe(exportText(mine.parts, mine.journal))
        expect(Object.keys(once.parts.plan).toSorted()).toEqual(
          [...new Set([...Object.keys(mine.parts.plan), ...Object.keys(theirs.parts.plan)])].toSorted(),
        )
        expect(once.parts.plan).toMatchObject(mine.parts.plan)
      }),
    )
  })
})

describe('what is not in it', () => {
  test('what belongs to this computer stays on both sides', () => {
    const own = Settings.parse({ hook: ['/bin/light'], publishTo: '/srv/me.ics', startAtLogin: true })
    const text = exportText({ ...nothing.parts, settings: own }, [])
    expect(text).not.toMatch(/bin\/light|me\.ics|startAtLogin/)
    const crafted = loose(text)
    const { settings } = crafted.parts
    if (settings !== undefined) Object.assign(settings.value, { hook: ['/bin/evil'] })
    const taken = combine('replace', readExport(JSON.stringify(crafted)), {
      ...nothing,
      parts: { ...nothing.parts, settings: own },
    })
    expect(taken.parts.settings).toMatchObject({ hook: ['/bin/light'], publishTo: '/srv/me.ics', startAtLogin: true })
  })

  test('the session under way', () => {
    const open = { type: 'started', at: 1_000, session: 's', until: 2_000 } as const
    expect(loose(exportText(nothing.parts, [open])).journal).toEqual([])
    const crafted = { ...loose(exportText(nothing.parts, [])), journal: [open] }
    expect(readExport(JSON.stringify(crafted)).journal).toEqual([])
  })
})

describe('refused in words, and nothing of it is taken', () => {
  const good = (): Loose =>
    loose(exportText({ ...nothing.parts, plan: planOf(block('focus', '2026-11-23', '09:00', 60)) }, []))
  const firstBlock = (file: Loose): object => Object.values<object>(file.parts['plan']?.value ?? {})[0] ?? {}
  const refusal = (text: string): unknown => {
    try {
      return readExport(text)
    } catch (error) {
      return error instanceof ImportProblem ? `${error.code} ${error.where}`.trim() : error
    }
  }
  const changed = (change: (file: Loose) => void): string => {
    const file = good()
    change(file)
    return JSON.stringify(file)
  }

  test.each([
    ['nothing', '', 'import_not_ours'],
    ['other JSON', '{"version":1}', 'import_not_ours'],
    ['a list', '[[[[[]]]]]', 'import_not_ours'],
    ['deep nesting', '['.repeat(100_000), 'import_not_ours'],
    ['a newer file', changed((file) => (file.version = 2)), 'import_newer'],
    ['a newer part', changed((file) => Object.assign(file.parts['plan'] ?? {}, { version: 99 })), 'import_newer'],
    [
      'a part that came later',
      changed((file) => Object.assign(file.parts, { dreams: { version: 1, value: {} } })),
      'import_newer',
    ],
    ['a part that is no part', changed((file) => Object.assign(file.parts, { plan: 'x' })), 'import_broken parts.plan'],
    [
      'an unknown zone',
      changed((file) => Object.assign(firstBlock(file), { start: 'x' })),
      /^import_broken plan\..*start$/,
    ],
    ['a thing under another id', changed((file) => Object.assign(firstBlock(file), { id: 'x' })), 'import_broken plan'],
    ['a bad line of the journal', changed((file) => (file.journal = [{ type: 'started' }])), 'import_broken journal.1'],
    [
      'a time that no calendar has',
      changed((file) => (file.journal = [{ type: 'back', at: 9e15, session: '', of: 1 }])),
      'import_broken journal.1',
    ],
  ])('%s', (_what, text, expected) => {
    expect(refusal(text)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
  })

  test('a byte order mark of an editor is no reason', () => {
    expect(Object.keys(readExport(`\uFEFF${JSON.stringify(good())}`).parts)).toContain('plan')
  })
})

test('docs/export.schema.json is current', async () => {
  const schema = z.toJSONSchema(ExportFile, { io: 'output', unrepresentable: 'any' })
  await expect(`${JSON.stringify(schema, null, 1)}\n`).toMatchFileSnapshot('../../docs/export.schema.json')
})
