import { globalShortcut } from 'electron'
import type { Stop } from '../ports.ts'

export interface Shortcut {
  /** Takes this key for the whole desktop instead of the former one; an empty one takes none. False where it could not be had. */
  use(accelerator: string): boolean
  stop: Stop
}

/** The app must be ready. */
export function createShortcut(onPress: () => void): Shortcut {
  let held = ''

  function release(): void {
    if (held !== '') globalShortcut.unregister(held)
    held = ''
  }

  return {
    use(accelerator) {
      if (accelerator !== '' && accelerator === held) return true
      release()
      if (accelerator === '' || !take(accelerator, onPress)) return false
      held = accelerator
      return true
    },
    stop: release,
  }
}

/** Electron throws for a text that names no keys, and says false for keys that another program has. */
function take(accelerator: string, onPress: () => void): boolean {
  try {
    return globalShortcut.register(accelerator, onPress)
  } catch {
    return false
  }
}
