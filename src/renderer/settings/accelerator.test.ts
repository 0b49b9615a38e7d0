import { describe, expect, test } from 'vitest'
import { acceleratorOf, keysShown, type Pressed } from './accelerator.ts'

const press = (code: string, ...held: ('ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey')[]): Pressed => ({
  code,
  ctrlKey: held.includes('ctrlKey'),
  altKey: held.includes('altKey'),
  shiftKey: held.includes('shiftKey'),
  metaKey: held.includes('metaKey'),
})

describe('keys pressed', () => {
  test.each([
    [press('KeyF', 'ctrlKey', 'altKey'), 'CommandOrControl+Alt+F'],
    [press('Digit7', 'altKey', 'shiftKey'), 'Alt+Shift+7'],
    [press('ArrowUp', 'metaKey'), 'Super+Up'],
    [press('F9'), 'F9'],
    [press('Space', 'ctrlKey'), 'CommandOrControl+Space'],
  ])('become a combination', (pressed, accelerator) => expect(acceleratorOf(pressed, false)).toBe(accelerator))

  test('on a Mac the main modifier is Command', () => {
    expect(acceleratorOf(press('KeyF', 'metaKey', 'ctrlKey'), true)).toBe('CommandOrControl+Control+F')
  })

  test.each([press('KeyF'), press('KeyF', 'shiftKey'), press('ControlLeft', 'ctrlKey'), press('Lang1', 'ctrlKey')])(
    'that would take away typing, or are no whole combination, are none',
    (pressed) => expect(acceleratorOf(pressed, false)).toBeNull(),
  )
})

test('are shown as they stand on the keyboard', () => {
  expect(keysShown('CommandOrControl+Alt+F', false)).toEqual(['Ctrl', 'Alt', 'F'])
  expect(keysShown('CommandOrControl+Alt+F', true)).toEqual(['⌘', '⌥', 'F'])
  expect(keysShown('', false)).toEqual([])
})
