import { app } from 'electron'
import { type Invitation, LINK_SCHEME, readInvitation } from '../args.ts'
import type { Stop } from '../ports.ts'

/**
 * Lets the desktop open `tideline://` links with this app, and hears those that macOS hands over as events; elsewhere
 * they come as the command line of a second start. Registering may run a program on Linux, so only an installed app does.
 */
export function openLinks(onInvitation: (invitation: Invitation) => void): Stop {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  const hear = (event: Electron.Event, url: string): void => {
    event.preventDefault()
    const invitation = readInvitation(url)
    if (invitation !== null) onInvitation(invitation)
  }
  app.on('open-url', hear)
  return () => void app.off('open-url', hear)
}
