/** The app's icon, drawn from distances to shapes as the tray's pictures are: a running clock over a tide line. */
import { arc } from '../../src/main/electron/shapes.ts'

/** Red, green and blue, 0 to 255. */
const TOP = [14, 124, 134]
const BOTTOM = [8, 74, 86]
const WATER = [111, 196, 204]
const INK = [255, 255, 255]

/** In units of half the picture, which reaches from -1 to 1. */
const HALF = 0.9
const CORNER = 0.44
const CLOCK = arc(0.45, 0.15, 0, 0.72, 0, -0.14)
const HAND = arc(0.001, 0.19, 0, 1, 0, -0.14)

const plate = (x, y) => {
  const dx = Math.abs(x) - HALF + CORNER
  const dy = Math.abs(y) - HALF + CORNER
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - CORNER
}

/** Everything below a slow wave. */
const water = (x, y) => (0.5 + 0.1 * Math.sin(Math.PI * 1.5 * (x - 0.12)) - y) / Math.hypot(1, 0.1 * Math.PI * 1.5)

/**
 * A square picture: red, green, blue and alpha of each pixel, row by row.
 * @param {number} size in pixels
 */
export function drawIcon(size) {
  const half = size / 2
  // The margin around the plate is for large icons; a small one needs every pixel.
  const reach = size <= 32 ? HALF + 0.02 : 1
  const pixels = Buffer.alloc(size * size * 4)
  for (let index = 0; index < size * size; index += 1) {
    const x = (((index % size) + 0.5 - half) / half) * reach
    const y = ((Math.floor(index / size) + 0.5 - half) / half) * reach
    const cover = (distance) => Math.min(1, Math.max(0, 0.5 - (distance * half) / reach))
    const ground = mix(TOP, BOTTOM, (y + HALF) / (2 * HALF))
    const wet = mix(ground, WATER, cover(water(x, y)))
    const inked = mix(wet, INK, Math.max(cover(CLOCK(x, y)), cover(HAND(x, y))))
    for (let channel = 0; channel < 3; channel += 1) pixels[index * 4 + channel] = Math.round(inked[channel])
    pixels[index * 4 + 3] = Math.round(255 * cover(plate(x, y)))
  }
  return pixels
}

/** @param {number[]} from @param {number[]} to @param {number} share */
function mix(from, to, share) {
  const part = Math.min(1, Math.max(0, share))
  return from.map((value, channel) => value + (to[channel] - value) * part)
}
