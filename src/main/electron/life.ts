/** The life of the process: when it may start, and that it goes tidily however it is asked to. */
import { app } from 'electron'

export const whenReady = (): Promise<void> => app.whenReady()
/** The name under which Windows files our notices and our place on the taskbar: that of the package. */
export function identify(): void {
  if (process.platform === 'win32') app.setAppUserModelId('app.tideline')
}

export const version = (): string => app.getVersion()

/** Ends at once, for a second start and for a start that failed. */
export const leave = (code: number): void => app.exit(code)

/** Asks to go; `onGoing` handlers run first. */
export const go = (): void => app.quit()

/** Longer than any goodbye needs; whatever hangs must not keep the computer from shutting down. */
const LONGEST_GOODBYE_MS = 4_000

/**
 * Runs `tidyUp` once before the process ends: on quit, on SIGTERM and SIGINT, and when the session of the desktop ends.
 */
export function onGoing(tidyUp: () => Promise<void>): void {
  let tidying: Promise<void> | null = null
  const end = (): void => {
    tidying ??= Promise.race([tidyUp().catch(() => {}), pause(LONGEST_GOODBYE_MS)])
    void tidying.then(() => app.exit(0))
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    end()
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
}

const pause = (millis: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, millis))
