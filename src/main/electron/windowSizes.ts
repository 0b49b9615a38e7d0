/** Sizes of the windows, and whether where one was still fits on the screens there are. Pure, and free of schemas: the first window needs it at once. */
import type { WindowKind } from '../../core/app/intent.ts'

/** Screen coordinates and sizes in DIP. */
export interface Bounds extends Size {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface WindowSizes {
  readonly usual: Size
  readonly least: Size
}

/** Default and smallest content sizes in DIP. */
export const SIZES: Readonly<Record<WindowKind, WindowSizes>> = {
  planner: { usual: { width: 1080, height: 720 }, least: { width: 380, height: 480 } },
  team: { usual: { width: 420, height: 640 }, least: { width: 360, height: 420 } },
  settings: { usual: { width: 780, height: 600 }, least: { width: 380, height: 420 } },
  focus: { usual: { width: 360, height: 208 }, least: { width: 240, height: 120 } },
  knock: { usual: { width: 380, height: 220 }, least: { width: 300, height: 140 } },
  welcome: { usual: { width: 640, height: 600 }, least: { width: 380, height: 480 } },
}

/** How much of a window must lie on a screen for a person to find and grab it. */
const VISIBLE = { width: 120, height: 40 }

/** Where to open: where it was if that is still on a screen, else the usual size, which the system places. */
export function openingBounds(
  saved: Bounds | undefined,
  screens: readonly Bounds[],
  { usual, least }: WindowSizes,
): Bounds | Size {
  if (saved === undefined || !screens.some((screen) => isReachable(saved, screen))) return fitted(usual, screens)
  const width = Math.max(saved.width, least.width)
  const height = Math.max(saved.height, least.height)
  return { ...saved, width, height }
}

function isReachable(window: Bounds, screen: Bounds): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const titleIsOn = window.y >= screen.y - 8 && window.y + VISIBLE.height <= screen.y + screen.height
  return width >= VISIBLE.width && titleIsOn
}

/** A size that no screen can hold is made as small as the first one. */
function fitted(size: Size, [screen]: readonly Bounds[]): Size {
  if (screen === undefined) return size
  return { width: Math.min(size.width, screen.width), height: Math.min(size.height, screen.height) }
}

const ZOOMS = [1, 1.1, 1.25, 1.5, 1.75, 2]

/** The next zoom in this direction, 1 to 2. */
export function nextZoom(zoom: number, direction: 'in' | 'out'): number {
  const further =
    direction === 'in' ? ZOOMS.find((step) => step > zoom + 0.01) : ZOOMS.findLast((step) => step < zoom - 0.01)
  return further ?? (direction === 'in' ? 2 : 1)
}
