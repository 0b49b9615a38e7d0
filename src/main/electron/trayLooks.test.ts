import { expect, test } from 'vitest'
import { inkFor, linuxSize, SCALES } from './trayLooks.ts'

test.each([
  [1, 22],
  [1.25, 32],
  [1.45, 32],
  [1.5, 44],
  [2, 44],
  [2.5, 64],
  [3, 88],
  [4, 88],
])('a screen at scale %d has a Linux tray icon of %d pixels', (scale, size) => {
  expect(linuxSize(scale)).toBe(size)
})

test('macOS and Windows get whole pixels at every scale', () => {
  expect([...SCALES.darwin, ...SCALES.win32].every((scale) => Number.isInteger(scale * 16))).toBe(true)
})

const world = { platform: 'linux', desktop: 'XFCE', darkTheme: false, darkTaskbar: undefined }

test('the ink reads on the panel: by desktop where that is known, by the taskbar on Windows, by the theme elsewhere', () => {
  expect(inkFor(world)).toBe('dark')
  expect(inkFor({ ...world, darkTheme: true })).toBe('light')
  expect(inkFor({ ...world, desktop: 'ubuntu:GNOME' })).toBe('light')
  expect(inkFor({ ...world, desktop: 'X-Cinnamon' })).toBe('light')
  expect(inkFor({ ...world, platform: 'win32', darkTaskbar: true })).toBe('light')
  expect(inkFor({ ...world, platform: 'win32', darkTaskbar: false, darkTheme: true })).toBe('dark')
  expect(inkFor({ ...world, platform: 'darwin', darkTheme: true })).toBe('template')
})
