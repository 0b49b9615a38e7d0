/** The file by which a Linux desktop starts an app at login (Desktop Entry Specification 1.5). Pure. */

export interface DesktopEntry {
  readonly name: string
  readonly comment: string
  /** Program and arguments. */
  readonly command: readonly string[]
}

export function desktopEntry({ name, comment, command }: DesktopEntry): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${plain(name)}`,
    `Comment=${plain(comment)}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ]
  return `${lines.join('\n')}\n`
}

const plain = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

/** Quoted by the rules of Exec, then once more by those of any value of the file; `%` would be a field code. */
function quoted(argument: string): string {
  const inner = argument.replaceAll(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')
  return plain(`"${inner}"`)
}
