/** The session's lock: logind's hint on the system bus, and the desktops' own screen locks on the session bus. */
import { type Bus, getProperty, ownerOf, PROPERTIES } from '../mute/host/bus.ts'
import type { LockSource } from './port.ts'

const LOGIND = 'org.freedesktop.login1'
const SESSION = { to: LOGIND, path: '/org/freedesktop/login1/session/auto', iface: `${LOGIND}.Session` } as const

/** Each desktop has its own name for the same two words. */
const SCREENS = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'].map((desktop) => ({
  to: `org.${desktop}.ScreenSaver`,
  path: `/org/${desktop}/ScreenSaver`,
  iface: `org.${desktop}.ScreenSaver`,
}))

export interface LockBuses {
  readonly session: Bus | null
  readonly system: Bus | null
}

/** Locked where one of them says so; unlocked where one says so and none says otherwise; else unknown. */
export function busLocks({ session, system }: LockBuses): LockSource {
  async function locked(): Promise<boolean | null> {
    const told = (await Promise.all([hint(system), ...SCREENS.map((screen) => active(session, screen))])).filter(
      (answer) => answer !== null,
    )
    return told.length === 0 ? null : told.includes(true)
  }

  return {
    locked,
    onChange(listener) {
      const stops = SCREENS.map(({ path, iface }) =>
        session?.onSignal({ path, iface, member: 'ActiveChanged' }, listener),
      )
      for (const member of ['Lock', 'Unlock']) stops.push(system?.onSignal({ ...at(SESSION), member }, listener))
      stops.push(system?.onSignal({ path: SESSION.path, iface: PROPERTIES, member: 'PropertiesChanged' }, listener))
      return () => stops.forEach((stop) => stop?.())
    },
  }
}

const at = ({ path, iface }: { path: string; iface: string }) => ({ path, iface })

async function hint(system: Bus | null): Promise<boolean | null> {
  if (system === null) return null
  const told = await getProperty(system, SESSION, 'LockedHint').catch(() => null)
  return typeof told === 'boolean' ? told : null
}

async function active(session: Bus | null, screen: (typeof SCREENS)[number]): Promise<boolean | null> {
  if (session === null || (await ownerOf(session, screen.to).catch(() => null)) === null) return null
  const answer = await session.call({ ...screen, member: 'GetActive' }).catch(() => [])
  return typeof answer[0] === 'boolean' ? answer[0] : null
}
