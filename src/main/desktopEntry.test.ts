import { expect, test } from 'vitest'
import { desktopEntry } from './desktopEntry.ts'

const execOf = (command: string[]): string =>
  desktopEntry({ name: 'Tideline', comment: 'x', command }).match(/^Exec=(.*)$/m)?.[1] ?? ''

/** What a desktop does with Exec, in the order of the specification. */
function read(exec: string): string[] {
  const value = exec.replaceAll('\\\\', '\\')
  return [...value.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, inner = '']) =>
    inner.replaceAll('%%', '%').replaceAll(/\\(.)/g, '$1'),
  )
}

test('starts the program with its arguments', () => {
  expect(desktopEntry({ name: 'Tideline', comment: 'Focus', command: ['/opt/tideline', '--hidden'] })).toBe(
    '[Desktop Entry]\nType=Application\nName=Tideline\nComment=Focus\nExec="/opt/tideline" "--hidden"\nTerminal=false\nX-GNOME-Autostart-enabled=true\n',
  )
})

test.each(['/with space/app', '/with "quotes"/$HOME/`x`', '/with\\backslash', '/100 %/f%u'])(
  'an argument arrives as it is: %s',
  (argument) => {
    expect(read(execOf([argument, '--data-dir', argument]))).toEqual([argument, '--data-dir', argument])
  },
)

test('a name cannot add a line', () => {
  expect(desktopEntry({ name: 'a\nExec=evil', comment: '', command: ['x'] }).match(/^Exec=/gm)).toHaveLength(1)
})
