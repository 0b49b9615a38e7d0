/** Serves the windows' own files under `app://tideline`: a real origin with a strict policy, and no way to any other file. */
import { extname, resolve, sep } from 'node:path'
import { app, protocol } from 'electron'
import { APP_HOST, APP_SCHEME, contentPolicy } from './trustedUrl.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
}

/** Must run before the app is ready. */
export function registerPages(): void {
  // A sound is read as a stream.
  const privileges = { standard: true, secure: true, codeCache: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }])
  keepCompiledWhole()
  shareOneProcess()
  if (process.platform === 'linux') keepNetworkInside()
}

/**
 * Pages of ours come from this process and speak to no network; what speaks to hubs and calendars is Node's. Chromium's
 * own network process would start beside the first window for nothing. Only where it was tried.
 */
function keepNetworkInside(): void {
  const asked = app.commandLine.getSwitchValue('enable-features')
  app.commandLine.appendSwitch('enable-features', [asked, 'NetworkServiceInProcess2'].filter(Boolean).join(','))
}

/**
 * What a window compiles is kept for its next start, but only what was compiled by the time its code had first run: all
 * that the first picture needs would be compiled anew at each start. Compiled whole, it is kept whole.
 */
function keepCompiledWhole(): void {
  if (!app.commandLine.hasSwitch('js-flags')) app.commandLine.appendSwitch('js-flags', '--no-lazy')
}

/**
 * All windows are pages of one origin with one preload script. In one process a further window finds it running, with the
 * fonts and the code of the first one in it: a third of the time to open, and tens of MB less.
 */
function shareOneProcess(): void {
  app.commandLine.appendSwitch('process-per-site')
}

/**
 * Must run after the app is ready and before the first window. `folder` is the built renderer. Electron's newer
 * `protocol.handle` first loads a whole fetch implementation into main, which delays the first window by its time.
 */
export function servePages(folder: string): void {
  protocol.registerFileProtocol(APP_SCHEME, ({ url, method }, answer) => {
    const file = method === 'GET' ? pageFile(folder, url) : null
    answer(file === null ? { error: NOT_FOUND } : { path: file, headers: headersFor(file) })
  })
}

/** Chromium's `ERR_FILE_NOT_FOUND`. */
const NOT_FOUND = -6

/** No opener policy: no window can be opened anyway, and it would make Chromium start a second renderer process. */
function headersFor(file: string): Record<string, string> {
  return {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  }
}

/** The file behind an address of ours; null for anything that is not inside the folder. */
function pageFile(folder: string, address: string): string | null {
  const { host, pathname } = new URL(address)
  if (host !== APP_HOST || !/^[\w./%-]*$/.test(pathname)) return null
  const file = resolve(folder, `.${decoded(pathname)}`)
  return file.startsWith(resolve(folder) + sep) && !file.includes('\0') ? file : null
}

/** An address whose `%` stand for nothing names no file. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '/'
  }
}
