/** Draws the tray icon into a bitmap: the glyph of the state and an arc for the time left. Pure. */
import type { TrayPicture } from '../ports.ts'
import { arc, both, box, diamond, disc, either, leftHalf, ring, type Shape, without } from './shapes.ts'

/** `template` is black for macOS, which colours it itself; the others carry an outline, so they read on any panel. */
export type Ink = 'template' | 'light' | 'dark'

type Glyph = TrayPicture['glyph']

/** In units of half the picture: the picture reaches from -1 to 1. */
const GLYPHS: Readonly<Record<Glyph, Shape>> = {
  available: disc(0.72),
  focusing: either(ring(0.66, 0.18), both(disc(0.66), leftHalf)),
  together: diamond(0.86),
  away: without(disc(0.76), disc(0.66, 0.42, -0.26)),
  off: ring(0.64, 0.22),
  unknown: either(arc(0.34, 0.24, 0.78, 0.66, 0, -0.34), box(0, 0.22, 0.12, 0.16), disc(0.16, 0, 0.72)),
  paused: either(box(-0.34, 0, 0.17, 0.62), box(0.34, 0, 0.17, 0.62)),
}

const ARC_RADIUS = 0.84
const ARC_WIDTH = 0.22
/** How much the glyph shrinks to leave room for the arc. */
const INNER_SCALE = 0.66
/** How strongly the part of the arc that is over still shows. */
const TRACK = 0.3
/** In pixels of the picture. */
const OUTLINE_WIDTH = 0.9
const OUTLINE_STRENGTH = 0.55

/**
 * A square bitmap of `size` pixels: blue, green, red, alpha, colours multiplied by alpha, as Electron's
 * `createFromBitmap` takes it.
 */
export function drawTray({ glyph, arc: share }: Pick<TrayPicture, 'glyph' | 'arc'>, size: number, ink: Ink): Buffer {
  const half = size / 2
  const scale = share === null ? 1 : INNER_SCALE
  const shape = GLYPHS[glyph]
  const core: Shape = (x, y) => shape(x / scale, y / scale) * scale
  const left = share === null ? nothing : arc(ARC_RADIUS, ARC_WIDTH, 0, share)
  const track = share === null ? nothing : ring(ARC_RADIUS, ARC_WIDTH * 0.6)
  const solid = either(core, left)
  const outer = either(solid, track)
  const pixels = Buffer.alloc(size * size * 4)
  for (let index = 0; index < size * size; index += 1) {
    const x = ((index % size) + 0.5 - half) / half
    const y = (Math.floor(index / size) + 0.5 - half) / half
    const inked = Math.max(cover(solid(x, y) * half), TRACK * cover(track(x, y) * half))
    const outlined = ink === 'template' ? 0 : OUTLINE_STRENGTH * cover(outer(x, y) * half - OUTLINE_WIDTH)
    writePixel(pixels, index * 4, inked, outlined, ink)
  }
  return pixels
}

const nothing: Shape = () => Infinity

/** How much of a pixel a shape covers whose edge is this many pixels away from the pixel's middle. */
const cover = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance))

/** The outline lies under the ink and is its opposite: dark under a light glyph. */
function writePixel(pixels: Buffer, at: number, inked: number, outlined: number, ink: Ink): void {
  const alpha = inked + outlined * (1 - inked)
  const white = ink === 'light' ? inked : ink === 'dark' ? outlined * (1 - inked) : 0
  pixels.fill(Math.round(white * 255), at, at + 3)
  pixels[at + 3] = Math.round(alpha * 255)
}
