import { app } from 'electron'
import { LINK_SCHEME } from '../args.ts'
import type { Stop } from '../ports.ts'

/** Links that macOS hands over as events; elsewhere they come as the command line of a first or second start. */
export interface LinkCatcher {
  /** Hears the links that came already, and those that come from now on. */
  open(onLink: (link: string) => void): Stop
}

/** Must run before the app is ready: a link that starts the app comes early, and is kept until somebody listens. */
export function catchLinks(): LinkCatcher {
  const early: string[] = []
  let tell = (link: string): void => void early.push(link)
  app.on('open-url', (event, link) => {
    event.preventDefault()
    tell(link)
  })
  return {
    open(onLink) {
      tell = onLink
      for (const link of early.splice(0)) onLink(link)
      return () => {
        tell = () => {}
      }
    },
  }
}

/** Lets the desktop open `tideline://` links with this app. May run a program on Linux, so only an installed app does. */
export function registerLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
}
