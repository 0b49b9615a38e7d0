/** Makes the desktop follow the settings that it has a part in: the theme, the shortcut, the start at login. */
import type { Settings, State } from '../core/app/state.ts'
import { log } from './log.ts'
import type { Loop } from './loop.ts'
import type { Stop } from './ports.ts'

export interface FollowerParts {
  readonly useTheme: (theme: Settings['theme']) => void
  /** False where the keys could not be had. */
  readonly useShortcut: (accelerator: string) => boolean
  readonly useInterruptShortcut: (accelerator: string) => boolean
  readonly startAtLogin: (wanted: boolean) => void
}

/** Applies the settings now and after each change. */
export function followSettings(loop: Loop, parts: FollowerParts): Stop {
  const { useTheme, useShortcut, useInterruptShortcut, startAtLogin } = parts
  const shortcut = ({ settings, system }: State): void => {
    const shortcutTaken = useShortcut(settings.shortcut)
    if (shortcutTaken !== system.shortcutTaken) void loop.dispatch({ type: 'system.report', system: { shortcutTaken } })
  }
  const interrupt = ({ settings, system }: State): void => {
    const interruptShortcutTaken = useInterruptShortcut(settings.interruptShortcut)
    if (interruptShortcutTaken !== system.interruptShortcutTaken)
      void loop.dispatch({ type: 'system.report', system: { interruptShortcutTaken } })
  }
  useTheme(loop.state().settings.theme)
  shortcut(loop.state())
  interrupt(loop.state())
  return loop.subscribe((before, after) => {
    if (before.settings === after.settings) return
    useTheme(after.settings.theme)
    if (before.settings.shortcut !== after.settings.shortcut) shortcut(after)
    if (before.settings.interruptShortcut !== after.settings.interruptShortcut) interrupt(after)
    if (before.settings.startAtLogin !== after.settings.startAtLogin)
      atLogin(after.settings.startAtLogin, loop, startAtLogin)
  })
}

function atLogin(wanted: boolean, loop: Loop, startAtLogin: (wanted: boolean) => void): void {
  try {
    startAtLogin(wanted)
  } catch (error) {
    log('cannot change the start at login', error)
    void loop.dispatch({ type: 'notice.tell', key: 'notice.login', tone: 'problem' })
  }
}
