/**
 * The first window, made before the rest of the app is even loaded: its process starts while our code is read. What
 * its page asks meanwhile waits at the front door.
 */
import type { BrowserWindow } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WindowKind } from '../../core/app/intent.ts'
import { makeWindow } from './makeWindow.ts'
import type { Bounds } from './windowSizes.ts'

export interface FirstWindow {
  readonly kind: WindowKind
  readonly window: BrowserWindow
}

export function openFirstWindow(dataDir: string, preload: string): FirstWindow {
  const { bounds, zoom } = lastPlace(join(dataDir, 'windows.json'))
  return { kind: 'planner', window: makeWindow({ kind: 'planner', preload, bounds, zoom }) }
}

/** What `createWindows` writes; a hand may have written anything. */
interface Written {
  readonly value: { readonly places: { readonly planner?: { readonly bounds: Bounds } }; readonly zoom: number }
}

/** What `windows.json` says, where it can be read; what is odd in it is set aside and told later, by who owns it. */
function lastPlace(file: string): { readonly bounds: Bounds | undefined; readonly zoom: number } {
  try {
    const { value } = JSON.parse(readFileSync(file, 'utf8')) as Written
    const bounds = value.places.planner?.bounds
    const numbers = bounds === undefined ? [] : [bounds.x, bounds.y, bounds.width, bounds.height]
    return numbers.every(Number.isInteger) && value.zoom >= 1 && value.zoom <= 2 ? { bounds, zoom: value.zoom } : usual
  } catch {
    return usual
  }
}

const usual = { bounds: undefined, zoom: 1 }
