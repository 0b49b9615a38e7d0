/** Who shows the notices of this session, asked without starting anybody. */
import type { Place } from './adapters/adapter.ts'
import { budgieAdapter } from './adapters/budgie.ts'
import { dunstAdapter } from './adapters/dunst.ts'
import { gsettingsAdapter, isGsettingsDesktop } from './adapters/gsettings.ts'
import { inhibitAdapter } from './adapters/inhibit.ts'
import { makoAdapter } from './adapters/mako.ts'
import { noneAdapter } from './adapters/none.ts'
import { swayncAdapter } from './adapters/swaync.ts'
import { xfceAdapter } from './adapters/xfce.ts'
import { type Bus, ownerOf } from './host/bus.ts'
import type { MuteAdapter } from './port.ts'

export const NOTIFICATIONS = 'org.freedesktop.Notifications'
const AT = { path: '/org/freedesktop/Notifications', iface: NOTIFICATIONS } as const

export interface Found {
  readonly adapter: MuteAdapter
  /** The server in this life of it: another name after a restart, another one again on another bus. Empty where none answers. */
  readonly server: string
}

/** Never by a settings key: those answer on machines whose desktop ignores them. */
export async function detect(bus: Bus, env: NodeJS.ProcessEnv): Promise<Found> {
  const server = await ownerOf(bus, NOTIFICATIONS)
  if (server === null) return { adapter: sleepingAdapter(bus, env), server: '' }
  const [name, vendor, version] = (await bus.call({ ...AT, to: server, member: 'GetServerInformation' })).map(String)
  const place: Place = { bus, env, server, label: labelOf(name ?? '', vendor ?? '', version ?? '') }
  return { adapter: await adapterFor(name ?? '', vendor ?? '', place), server: `${bus.id}/${server}` }
}

/** dunst adds a date to its version, mako knows none, and MATE's daemon does not say whose it is. */
function labelOf(name: string, vendor: string, version: string): string {
  const whose = name === 'Notification Daemon' ? vendor : ''
  return [whose, name, version === '0.0.0' ? '' : version.split(' ')[0]].filter(Boolean).join(' ')
}

async function adapterFor(name: string, vendor: string, place: Place): Promise<MuteAdapter> {
  if (name === 'dunst') return dunstAdapter(place)
  if (name === 'Xfce Notify Daemon') return xfceAdapter(place)
  if (name === 'gnome-shell') return gsettingsAdapter('gnome', place)
  if (name === 'cinnamon') return gsettingsAdapter('cinnamon', place)
  if (name === 'io.elementary.notifications') return gsettingsAdapter('pantheon', place)
  if (name === 'Budgie Notification Server') return budgieAdapter(place)
  if (name === 'SwayNotificationCenter') return swayncAdapter(place)
  if (name === 'mako') return (await makoAdapter(place)) ?? noneAdapter(place.label)
  if (vendor === 'MATE') return gsettingsAdapter('mate', place)
  const [capabilities] = await place.bus.call({ ...AT, to: place.server, member: 'GetCapabilities' })
  if (Array.isArray(capabilities) && capabilities.includes('inhibitions'))
    return inhibitAdapter(name === 'Plasma' ? 'kde' : 'inhibit', place)
  return noneAdapter(place.label)
}

/**
 * These daemons end themselves when idle and are started by the next notice, with the setting that we left them. So here, and here
 * only, the desktop's own name for itself has to do.
 */
const SLEEPERS = [
  ['MATE', 'mate', 'MATE Notification Daemon'],
  ['XFCE', 'xfce', 'Xfce Notify Daemon'],
] as const

function sleepingAdapter(bus: Bus, env: NodeJS.ProcessEnv): MuteAdapter {
  const desktops = (env['XDG_CURRENT_DESKTOP'] ?? '').toUpperCase().split(':')
  const [, id, label] = SLEEPERS.find(([name]) => desktops.includes(name)) ?? []
  return (id && adapterWithoutServer(id, bus, env, label)) || noneAdapter('')
}

/** An adapter that works without its notification server, for a lease that was left behind; null where the server's memory was all there was. */
export function adapterWithoutServer(id: string, bus: Bus, env: NodeJS.ProcessEnv, label = id): MuteAdapter | null {
  const place = { bus, env, label }
  if (id === 'xfce') return xfceAdapter(place)
  return isGsettingsDesktop(id) ? gsettingsAdapter(id, place) : null
}
