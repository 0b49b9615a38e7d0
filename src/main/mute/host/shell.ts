/** Command lines for the watchdog: what a plain shell can do on the bus with whichever tool the machine has. */
import { firstTool } from './tool.ts'

export const LEFT_ALONE = 3

/** One argument of a call: its D-Bus type and its text. `v` stands for a variant around it. */
export interface Argument {
  readonly type: 'string' | 'boolean' | 'uint32'
  readonly text: string
  readonly variant?: boolean
}

export interface ShellCall {
  readonly to: string
  readonly path: string
  readonly iface: string
  readonly member: string
  readonly args: readonly Argument[]
}

const CODES = { string: 's', boolean: 'b', uint32: 'u' } as const
const TOOLS = ['dbus-send', 'gdbus', 'busctl'] as const

export type BusTool = (typeof TOOLS)[number]

/** Fastest first; every desktop has one of them. */
export const busTool = (env: NodeJS.ProcessEnv): BusTool | null => firstTool(env, TOOLS)

export const text = (value: string): Argument => ({ type: 'string', text: value })

export function busCommand(tool: BusTool, { to, path, iface, member, args }: ShellCall): readonly string[] {
  switch (tool) {
    case 'dbus-send':
      return [
        'dbus-send',
        '--session',
        '--print-reply=literal',
        '--reply-timeout=5000',
        `--dest=${to}`,
        path,
        `${iface}.${member}`,
        ...args.map(forDbusSend),
      ]
    case 'gdbus':
      return [
        'gdbus',
        'call',
        '--session',
        '--timeout',
        '5',
        '--dest',
        to,
        '--object-path',
        path,
        '--method',
        `${iface}.${member}`,
        ...args.map(forGdbus),
      ]
    case 'busctl': {
      const signature = args.map(({ type, variant }) => (variant ? 'v' : CODES[type])).join('')
      return [
        'busctl',
        '--user',
        '--timeout=5',
        'call',
        to,
        path,
        iface,
        member,
        ...(signature ? [signature] : []),
        ...args.flatMap(forBusctl),
      ]
    }
  }
}

const forDbusSend = ({ type, text, variant }: Argument) => `${variant ? 'variant:' : ''}${type}:${text}`

function forGdbus({ type, text, variant }: Argument): string {
  const value = type === 'string' ? `'${text}'` : type === 'uint32' ? `uint32 ${text}` : text
  return variant ? `<${value}>` : value
}

const forBusctl = ({ type, text, variant }: Argument) => (variant ? [CODES[type], text] : [text])

/** A word for `/bin/sh`, whatever is in it. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

export const commandLine = (argv: readonly string[]): string => argv.map(quote).join(' ')

/** Looks, and acts only where the answer has the word that we left there. */
export function ifStill(word: string, look: readonly string[], act: readonly string[]): readonly string[] {
  const script = `now=$(${commandLine(look)}) || exit 1; printf %s "$now" | grep -qw -- ${quote(word)} || exit ${LEFT_ALONE}; ${commandLine(act)} >/dev/null`
  return ['/bin/sh', '-c', script]
}
