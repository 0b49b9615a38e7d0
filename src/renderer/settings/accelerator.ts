/** Key combinations as Electron names them, from keys pressed and to words shown. */

export interface Pressed {
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  Tab: 'Tab',
  Enter: 'Return',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backquote: '`',
}

/** The key without its modifiers; null for a modifier alone and for keys that have no name here. */
function keyName(code: string): string | null {
  if (/^Key[A-Z]$/.test(code) || /^Digit[0-9]$/.test(code)) return code.slice(-1)
  if (/^F([1-9]|1[0-9]|2[0-4])$/.test(code)) return code
  return NAMED[code] ?? null
}

/**
 * The combination pressed, for example `CommandOrControl+Alt+F`; null while it is none that could be taken for the
 * whole desktop: without a modifier (but for F-keys), or with Shift alone, it would take away plain typing.
 */
export function acceleratorOf(pressed: Pressed, mac: boolean): string | null {
  const key = keyName(pressed.code)
  if (key === null) return null
  const main = mac ? pressed.metaKey : pressed.ctrlKey
  const other = mac ? pressed.ctrlKey : pressed.metaKey
  const strong = main || other || pressed.altKey
  if (!strong && !/^F\d+$/.test(key)) return null
  const modifiers = [
    main && 'CommandOrControl',
    other && (mac ? 'Control' : 'Super'),
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
  ]
  return [...modifiers.filter((name) => name !== false), key].join('+')
}

const MAC: Readonly<Record<string, string>> = { CommandOrControl: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧' }
const ELSEWHERE: Readonly<Record<string, string>> = { CommandOrControl: 'Ctrl' }

/** The keys as they stand on the keyboard: `Ctrl`, `Alt`, `F`. */
export function keysShown(accelerator: string, mac: boolean): readonly string[] {
  if (accelerator === '') return []
  return accelerator.split('+').map((key) => (mac ? MAC : ELSEWHERE)[key] ?? key)
}
