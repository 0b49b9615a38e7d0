/** The one call of proxy-from-env that Tideline makes; the package brings no types. */
declare module 'proxy-from-env' {
  /** The address of the proxy for this one; empty where there is none. */
  export function getProxyForUrl(url: string): string
}
