/** What to do where no panel shows the tray icon: the app must stay in reach, and say why it keeps a window. */
export interface NoTrayParts {
  /** Opens a window where none is open. */
  readonly keepWindow: () => void
  readonly tell: () => void
}

/** A desktop that starts, or a panel that is started anew, takes a moment to show its tray. */
const PATIENCE_MS = 10_000

export interface NoTray {
  /** Hears whether a panel shows the icon, once known and at every change. */
  hear(present: boolean): void
  stop(): void
}

export function createNoTray({ keepWindow, tell }: NoTrayParts): NoTray {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => clearTimeout(timer)
  return {
    hear(present) {
      stop()
      if (present) return
      timer = setTimeout(() => {
        keepWindow()
        tell()
      }, PATIENCE_MS)
    },
    stop,
  }
}
