/** Desktops that tell idle time and locks over D-Bus, faithful to their protocols: the same names, types and signals. */
import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next'

export interface FakeDesk {
  touch(): void
  lock(locked: boolean): void
  /** From now on every question is refused. */
  goSilent(): void
  close(): void
}

const NAMES = {
  mutter: ['org.gnome.Mutter.IdleMonitor', 'org.gnome.ScreenSaver'],
  plasma: ['org.freedesktop.ScreenSaver'],
  /** Plasma on Wayland: a screen saver that does not tell idle time. */
  plasmaWayland: ['org.freedesktop.ScreenSaver'],
  logind: ['org.freedesktop.login1'],
} as const

export async function fakeDesk(busAddress: string, kind: keyof typeof NAMES): Promise<FakeDesk> {
  const bus = sessionBus({ busAddress })
  let touched = Date.now()
  let locked = false
  let silent = false

  /** Signature and body of an answer; null where this desktop has no such method. */
  function answer(member: string): [string, unknown[]] | null {
    if (member === 'GetIdletime' && kind === 'mutter') return ['t', [BigInt(Date.now() - touched)]]
    if (member === 'GetSessionIdleTime' && kind === 'plasma') return ['u', [Date.now() - touched]]
    if (member === 'GetActive' && kind !== 'logind') return ['b', [locked]]
    return member === 'Get' && kind === 'logind' ? ['v', [new Variant('b', locked)]] : null
  }

  bus.addMethodHandler((message) => {
    if (message.type !== MessageType.METHOD_CALL) return false
    const told = silent ? null : answer(message.member ?? '')
    bus.send(
      told === null
        ? Message.newError(message, 'org.freedesktop.DBus.Error.UnknownMethod', 'There is no such method.')
        : Message.newMethodReturn(message, ...told),
    )
    return true
  })
  for (const name of NAMES[kind]) await bus.requestName(name, 0)

  function tellLock(): void {
    if (kind === 'logind') {
      const path = '/org/freedesktop/login1/session/auto'
      const changed = { LockedHint: new Variant('b', locked) }
      const body = ['org.freedesktop.login1.Session', changed, []]
      bus.send(Message.newSignal(path, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', 'sa{sv}as', body))
    } else {
      const desktop = kind === 'mutter' ? 'gnome' : 'freedesktop'
      bus.send(
        Message.newSignal(`/org/${desktop}/ScreenSaver`, `org.${desktop}.ScreenSaver`, 'ActiveChanged', 'b', [locked]),
      )
    }
  }

  return {
    touch: () => void (touched = Date.now()),
    lock(now) {
      locked = now
      tellLock()
    },
    goSilent: () => void (silent = true),
    close: () => bus.disconnect(),
  }
}
