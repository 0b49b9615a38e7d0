/** The two doors that the preload script puts on `window.tideline`. */
import type { Bridge } from '../../bridge/contract.ts'

declare global {
  interface Window {
    readonly tideline?: Bridge
  }
}

/** The bridge of this window; throws where there is none, since nothing can be shown then. */
export function windowBridge(): Bridge {
  if (window.tideline === undefined) throw new Error('This page has no bridge to the app.')
  return window.tideline
}
