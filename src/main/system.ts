/** What this device and desktop are, as far as can be known at once. */
import { notKnown } from '../core/availability/here.ts'
import type { SystemSlice } from '../core/app/state.ts'
import { isZone } from '../core/time/zone.ts'

/** The zone that the computer is set to now; people travel while the app runs. */
export function localZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return isZone(timeZone) ? timeZone : 'UTC'
}

/** The tray host and the vault tell themselves later. */
export const systemNow = (dataDir: string, version: string): SystemSlice => ({
  zone: localZone(),
  trayHost: process.platform !== 'linux',
  vault: 'keyring',
  dataDir,
  version,
  shortcutTaken: true,
  interruptShortcutTaken: true,
  here: notKnown,
  platform: process.platform,
})
