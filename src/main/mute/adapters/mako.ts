/**
 * mako has no switch, but modes that the person's configuration gives a meaning. Only where that has an invisible
 * `[mode=do-not-disturb]` is there something to hold; mako accepts the mode anyway and would show everything.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bus } from '../host/bus.ts'
import { busCommand, busTool, type BusTool, commandLine, LEFT_ALONE } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import type { Place } from './adapter.ts'
import { switchAdapter } from './switch.ts'

const MODE = 'do-not-disturb'
const MODES = { path: '/fr/emersion/Mako', iface: 'fr.emersion.Mako' } as const

/** Null where the configuration gives the mode no effect. It tells nobody of changes, so there is nothing to watch. */
export async function makoAdapter({ bus, env, server, label }: Place): Promise<MuteAdapter | null> {
  if (!(await hasMode(env))) return null
  const at = { ...MODES, to: server }
  // The other modes are the person's: they may change while ours is on.
  const set = async (value: MuteValue) => {
    const others = (await listModes(bus, at)).filter((mode) => mode !== MODE)
    await bus.call({ ...at, member: 'SetModes', signature: 'as', body: [value === true ? [...others, MODE] : others] })
  }
  return switchAdapter({
    id: 'mako',
    label,
    level: 'verified',
    persists: false,
    ours: true,
    read: async () => (await listModes(bus, at)).includes(MODE),
    set,
    restoreCommand() {
      const tool = busTool(env)
      return tool && dropMode(tool, server)
    },
  })
}

async function hasMode(env: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config')
  const text = await readFile(join(folder, 'mako', 'config'), 'utf8').catch(() => '')
  const section = text.split(/^\s*\[/m).find((each) => each.startsWith(`mode=${MODE}]`))
  return /^\s*invisible\s*=\s*(1|true)\s*$/m.test(section ?? '')
}

async function listModes(bus: Bus, at: typeof MODES & { to: string }): Promise<readonly string[]> {
  const [modes] = await bus.call({ ...at, member: 'ListModes' })
  if (Array.isArray(modes)) return modes.map(String)
  throw new MuteError('failed', `mako answered ${JSON.stringify(modes)}`)
}

/** How each tool writes a list of words, and how it wants one. */
const LISTS: Record<BusTool, { readonly strip: string; readonly item: string; readonly list: string }> = {
  'dbus-send': { strip: 's/array//', item: '$mode,', list: '"array:string:${rest%,}"' },
  gdbus: { strip: '', item: "'$mode',", list: '"[${rest%,}]"' },
  busctl: { strip: 's/^as [0-9]*//', item: ' $mode', list: 'as $count $rest' },
}

/** A shell that takes our mode out of whatever list there is now. One line, as the lease wants it. */
function dropMode(tool: BusTool, server: string): readonly string[] {
  const call = (member: string) => commandLine(busCommand(tool, { ...MODES, to: server, member, args: [] }))
  const { strip, item, list } = LISTS[tool]
  const steps = [
    `set -f; now=$(${call('ListModes')}) || exit 1`,
    `words=$(printf %s "$now" | sed '${strip}' | tr -cs '[:alnum:]_.-' ' ')`,
    `rest= count=0 found=`,
    `for mode in $words; do if [ "$mode" = ${MODE} ]; then found=1; else rest="$rest${item}" count=$((count + 1)); fi; done`,
    `[ "$found" ] || exit ${LEFT_ALONE}`,
    `${call('SetModes')} ${list} >/dev/null`,
  ]
  return ['/bin/sh', '-c', steps.join('; ')]
}
