/** Which pages are ours. Pure, so that every odd address can be tried in a test. */

/** The windows' own origin: a scheme of its own has a real origin, so the policy can say `'self'` and mean only us. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'tideline'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** Whether this address is a page of ours. `devServer` is the address of the development server, null in a built app. */
export function isTrustedUrl(address: string, devServer: string | null): boolean {
  const url = parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (url.protocol === `${APP_SCHEME}:`) return url.host === APP_HOST
  const dev = devServer === null ? null : parse(devServer)
  return dev !== null && isLoopback(dev) && url.protocol === dev.protocol && url.host === dev.host
}

const parse = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null)

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** The policy of our pages: nothing but our own files, no network at all. The windows learn everything from main. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
