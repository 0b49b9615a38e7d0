/** What a desktop does at login with one entry of its autostart folder. */
import { readFileSync } from 'node:fs'

/** Program and arguments by the rules of `Exec` (Desktop Entry Specification), escapes of the file's values first. */
export function commandOf(entry: string): readonly string[] {
  const exec = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8'))?.[1] ?? ''
  const value = exec.replaceAll(/\\(.)/g, (_all, sign: string) => ({ s: ' ', n: '\n', t: '\t', r: '\r' })[sign] ?? sign)
  const words = value.match(/"(?:\\.|[^"\\])*"|[^\s"]+/g) ?? []
  return words.map((word) => (word.startsWith('"') ? unquoted(word) : word).replaceAll('%%', '%'))
}

const unquoted = (word: string): string => word.slice(1, -1).replaceAll(/\\(["`$\\])/g, '$1')
