import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { savePicture } from './picture.ts'

const dir = mkdtempSync(join(tmpdir(), 'tideline-picture-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const parts = {
  capture: async () => new Uint8Array([1, 2, 3]),
  pickPlace: async (name: string) => join(dir, name),
  today: '2026-11-26',
}

test('it is written where the person says, under a name with the date', async () => {
  const file = join(dir, 'tideline-2026-11-26.png')
  expect(await savePicture(parts)).toEqual({ ok: true, value: file })
  expect([...readFileSync(file)]).toEqual([1, 2, 3])
})

test('a dialog that is left changes nothing', async () =>
  expect(await savePicture({ ...parts, pickPlace: async () => null })).toEqual({ ok: true }))

test('no window, no folder, and a file that is there are told', async () => {
  writeFileSync(join(dir, 'there.png'), 'x')
  expect(await savePicture({ ...parts, capture: async () => null })).toMatchObject({ code: 'picture_no_window' })
  expect(await savePicture(parts, 'relative.png')).toMatchObject({ code: 'data_bad_path' })
  expect(await savePicture(parts, join(dir, 'none', 'a.png'))).toMatchObject({ code: 'data_bad_path' })
  expect(await savePicture(parts, join(dir, 'there.png'))).toMatchObject({ code: 'file_exists' })
  expect(readFileSync(join(dir, 'there.png'), 'utf8')).toBe('x')
})
