/**
 * Idle time over D-Bus: Mutter's monitor on GNOME, the screen saver's on Plasma. Wayland's own way (ext-idle-notify) is open
 * to Wayland clients only, so under other compositors it stays unknown. On X11, macOS and Windows the system tells.
 */
import type { Millis } from '../../core/time/instant.ts'
import { type Bus, type BusCall, ownerOf } from '../mute/host/bus.ts'
import { type IdleSource, nobodyTells } from './port.ts'

const MUTTER: BusCall = {
  to: 'org.gnome.Mutter.IdleMonitor',
  path: '/org/gnome/Mutter/IdleMonitor/Core',
  iface: 'org.gnome.Mutter.IdleMonitor',
  member: 'GetIdletime',
}
/** In milliseconds too, whatever older texts say. Plasma on Wayland does not answer it. */
const SCREENSAVER: BusCall = {
  to: 'org.freedesktop.ScreenSaver',
  path: '/org/freedesktop/ScreenSaver',
  iface: 'org.freedesktop.ScreenSaver',
  member: 'GetSessionIdleTime',
}

const WAYS = [
  ['mutter', MUTTER],
  ['screensaver', SCREENSAVER],
] as const

/** The first that answers with a number; asked once more at each look, so that a desktop that stops answering is unknown. */
export async function busIdle(bus: Bus): Promise<IdleSource> {
  for (const [id, call] of WAYS) {
    const owner = await ownerOf(bus, call.to).catch(() => null)
    const idle = (): Promise<Millis | null> => ask(bus, call)
    if (owner !== null && (await idle()) !== null) return { id, idle }
  }
  return nobodyTells
}

async function ask(bus: Bus, call: BusCall): Promise<Millis | null> {
  try {
    const [answer] = await bus.call(call)
    if (typeof answer !== 'number' && typeof answer !== 'bigint') return null
    const millis = Number(answer)
    return millis >= 0 ? millis : null
  } catch {
    return null
  }
}

export interface SystemIdle {
  /** Whole seconds without input, as Electron tells them. */
  readonly seconds: () => number
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
}

/** Electron's own figure, where it is true: not under Wayland, where it is always 0 or that of the X11 programs alone. */
export function systemIdle({ seconds, env, platform }: SystemIdle): IdleSource | null {
  const wayland = env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(env['WAYLAND_DISPLAY'])
  if (platform === 'linux' && (wayland || !env['DISPLAY'])) return null
  return {
    id: 'system',
    async idle() {
      const told = seconds()
      return Number.isFinite(told) && told >= 0 ? told * 1_000 : null
    },
  }
}
