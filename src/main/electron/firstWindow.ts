/**
 * The first window, made before the rest of the app is even loaded: its process starts while our code is read. What
 * its page asks meanwhile waits at the front door.
 */
import type { BrowserWindow } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WindowKind } from '../../core/app/intent.ts'
import { makeWindow, type WindowWish } from './makeWindow.ts'

export interface FirstWindow {
  readonly kind: WindowKind
  readonly window: BrowserWindow
}

export function openFirstWindow(dataDir: string, preload: string): FirstWindow {
  const place = lastPlace(join(dataDir, 'windows.json'))
  return { kind: 'planner', window: makeWindow({ kind: 'planner', preload, quietly: false, ...place }) }
}

/** What `createWindows` writes; a hand may have written anything. */
interface Written {
  readonly value: {
    readonly places: { readonly planner?: Pick<WindowWish, 'bounds' | 'maximized'> }
    readonly zoom: number
  }
}

/** What `windows.json` says, where it can be read; what is odd in it is set aside and told later, by who owns it. */
function lastPlace(file: string): Pick<WindowWish, 'bounds' | 'zoom' | 'maximized'> {
  try {
    const { value } = JSON.parse(readFileSync(file, 'utf8')) as Written
    const { bounds, maximized } = value.places.planner ?? usual
    const numbers = bounds === undefined ? [] : [bounds.x, bounds.y, bounds.width, bounds.height]
    const isSound = numbers.every(Number.isInteger) && value.zoom >= 1 && value.zoom <= 2
    return isSound ? { bounds, maximized, zoom: value.zoom } : usual
  } catch {
    return usual
  }
}

const usual = { bounds: undefined, maximized: false, zoom: 1 }
