/** Start at login, hidden in the tray. */
import { app } from 'electron'
import { rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { desktopEntry } from '../desktopEntry.ts'
import { asSaveError } from '../files/errors.ts'
import { writeWhole } from '../files/writeWhole.ts'

export interface LoginParts {
  readonly name: string
  readonly comment: string
  /** The `--data-dir` this app was started with, if any. */
  readonly dataDir: string | undefined
}

/** Throws `SaveError` where the desktop's folder refuses. Doing the same again changes nothing. */
export function startAtLogin(wanted: boolean, parts: LoginParts): void {
  const args = ['--hidden', ...(parts.dataDir === undefined ? [] : ['--data-dir', parts.dataDir])]
  if (process.platform === 'linux') return writeAutostart(wanted, parts, args)
  app.setLoginItemSettings({ openAtLogin: wanted, args: [...appFolder(), ...args] })
}

function writeAutostart(wanted: boolean, { name, comment }: LoginParts, args: readonly string[]): void {
  const file = join(configFolder(), 'autostart', 'tideline.desktop')
  // An AppImage runs from a mount that is gone after logout; its own file is what stays.
  const program = process.env['APPIMAGE'] ?? process.execPath
  try {
    if (wanted) writeWhole(file, desktopEntry({ name, comment, command: [program, ...appFolder(), ...args] }))
    else rmSync(file, { force: true })
  } catch (error) {
    throw asSaveError(error)
  }
}

/** An app that is not packaged is Electron and a folder. */
const appFolder = (): readonly string[] => (app.isPackaged ? [] : [app.getAppPath()])

function configFolder(): string {
  const configured = process.env['XDG_CONFIG_HOME'] ?? ''
  return isAbsolute(configured) ? configured : join(homedir(), '.config')
}
