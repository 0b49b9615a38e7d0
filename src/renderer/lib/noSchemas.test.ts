import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import * as standIn from './noSchemas.ts'

test('schemas of the core can be made without zod, but not used', async () => {
  vi.doMock('zod', () => standIn)
  const { Settings } = await import('../../core/app/state.ts')
  const { Wish, LONGEST_FOCUS_MINUTES } = await import('../../core/app/intent.ts')
  // Whatever a window may load, down to the protocol.
  await import('../../core/sync/protocol.ts')
  const { BLOCK_KINDS } = await import('../../core/planner/block.ts')
  expect([LONGEST_FOCUS_MINUTES, BLOCK_KINDS.length]).toEqual([1440, 5])
  expect(() => Settings.parse({})).toThrow('Windows parse nothing')
  expect(() => Wish.safeParse({})).toThrow('Windows parse nothing')
  vi.doUnmock('zod')
})

const CORE = import.meta.glob(['../../core/**/*.ts', '!../../core/**/*.test.ts'])

test('every file of the core can be read without zod: a window may come to need any of them', async () => {
  vi.resetModules()
  vi.doMock('zod', () => standIn)
  const files = await Promise.all(Object.values(CORE).map(async (read) => read()))
  expect(files.length).toBeGreaterThan(100)
  vi.doUnmock('zod')
})

test('the build gives windows the stand-in', () => {
  const config = readFileSync(path.resolve(import.meta.dirname, '../../../electron.vite.config.ts'), 'utf8')
  expect(config).toContain("alias: { zod: from('renderer', 'lib', 'noSchemas.ts') }")
})
