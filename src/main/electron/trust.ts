/** What no page may do, ours or another's, and who may speak to main. */
import { app, BrowserWindow, type IpcMainInvokeEvent, type Session, session, type WebContents } from 'electron'
import { isTrustedUrl } from './trustedUrl.ts'

/** Where electron-vite serves the windows from in development; a built app has no such server. */
export const devServer: string | null = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)

/** Only the main frame of one of our windows, showing a page of ours, may call. */
export function isTrustedSender({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
  if (senderFrame === null || senderFrame !== sender.mainFrame) return false
  return isTrustedUrl(senderFrame.url, devServer) && BrowserWindow.fromWebContents(sender) !== null
}

/** Copying an invite is all that a window may ask of the machine. */
const PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Must run before the first window. */
export function harden(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  const { defaultSession } = session
  forgetSpelling(defaultSession)
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(PERMISSIONS.has(permission) && isTrustedUrl(contents.getURL(), devServer)),
  )
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => PERMISSIONS.has(permission) && isTrustedUrl(origin, devServer),
  )
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  // The policy of our pages says the same; this holds for a page that got rid of it.
  defaultSession.webRequest.onBeforeRequest({ urls: NETWORK }, ({ url }, answer) =>
    answer({ cancel: !isOfDevServer(url) }),
  )
}

/** Chromium would fetch a dictionary from its maker as soon as the session is there, also where no page checks spelling. */
function forgetSpelling(pages: Session): void {
  pages.setSpellCheckerEnabled(false)
  // On macOS the system checks, and nothing is fetched.
  if (process.platform !== 'darwin') pages.setSpellCheckerLanguages([])
}

const NETWORK = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']

/** Its pages come over http, and news of changed files over a socket. */
const isOfDevServer = (url: string): boolean =>
  devServer !== null && isTrustedUrl(url.replace(/^ws/, 'http'), devServer)

function confine(contents: WebContents): void {
  // No content policy covers WebRTC, which could reach out over UDP.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
