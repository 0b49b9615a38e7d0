/**
 * KDE Plasma's inhibition, and any server that announces it: counted by the server, ended by it when our connection ends.
 * Whether the person had muted already does not matter: ours lies on top and takes nothing away when it goes.
 */
import { type Bus, getProperty, PROPERTIES } from '../host/bus.ts'
import { MuteError, type MuteAdapter } from '../port.ts'
import type { Place } from './adapter.ts'

const AT = { path: '/org/freedesktop/Notifications', iface: 'org.freedesktop.Notifications' } as const

export function inhibitAdapter(id: 'kde' | 'inhibit', { bus, server, label }: Omit<Place, 'env'>): MuteAdapter {
  const at = { ...AT, to: server }
  let cookie: number | null = null
  const inForce = async () => (await getProperty(bus, at, 'Inhibited')) === true
  const release = async () => {
    if (cookie === null) return
    const ending = cookie
    cookie = null
    await bus.call({ ...at, member: 'UnInhibit', signature: 'u', body: [ending] })
  }
  return {
    id,
    label,
    // Plasma's suppression is shown by the tests of whole desktops; what another server makes of an inhibition is its own affair.
    level: id === 'kde' ? 'verified' : 'requested',
    selfEnding: true,
    persists: false,
    // Our own inhibition, not anybody's: Plasma counts a fullscreen window as one too.
    read: async () => cookie !== null && (await inForce()),
    isMuted: (value) => value === true,
    target: () => true,
    async mute() {
      cookie ??= await inhibit(bus, at)
      if (await inForce()) return true
      await release()
      throw new MuteError('not_applied', 'inhibited, and yet not')
    },
    restore: release,
    restoreCommand: () => null,
    watch: (onChange) =>
      bus.onSignal(
        { path: AT.path, iface: PROPERTIES, member: 'PropertiesChanged' },
        (_body, sender) => sender === server && onChange(),
      ),
    stop: () => void release().catch(() => undefined),
  }
}

async function inhibit(bus: Bus, at: typeof AT & { to: string }): Promise<number> {
  const [cookie] = await bus.call({
    ...at,
    member: 'Inhibit',
    signature: 'ssa{sv}',
    body: ['tideline', 'Tideline', {}],
  })
  if (typeof cookie === 'number') return cookie
  throw new MuteError('failed', `Inhibit answered ${JSON.stringify(cookie)}`)
}
