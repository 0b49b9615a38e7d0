/** Signed distances to simple shapes: negative inside, in the unit of the coordinates. Pure. */

/** Distance of a point to the edge of a shape. */
export type Shape = (x: number, y: number) => number

export const disc =
  (radius: number, cx = 0, cy = 0): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius

export const ring =
  (radius: number, width: number): Shape =>
  (x, y) =>
    Math.abs(Math.hypot(x, y) - radius) - width / 2

export const diamond =
  (reach: number): Shape =>
  (x, y) =>
    (Math.abs(x) + Math.abs(y) - reach) / Math.SQRT2

export const box =
  (cx: number, cy: number, halfWidth: number, halfHeight: number): Shape =>
  (x, y) => {
    const dx = Math.abs(x - cx) - halfWidth
    const dy = Math.abs(y - cy) - halfHeight
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0)
  }

export const leftHalf: Shape = (x) => x

export const both =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.max(...shapes.map((shape) => shape(x, y)))

export const either =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)))

export const without =
  (shape: Shape, cut: Shape): Shape =>
  (x, y) =>
    Math.max(shape(x, y), -cut(x, y))

/**
 * A round-ended stroke along a circle around (cx, cy). Angles in turns, clockwise from the top: `from` 0 and `share` 0.25 is the first
 * quarter of an hour.
 */
export function arc(radius: number, width: number, from: number, share: number, cx = 0, cy = 0): Shape {
  if (share <= 0) return () => Infinity
  if (share >= 1) return (x, y) => ring(radius, width)(x - cx, y - cy)
  const end = (turn: number): [number, number] => [
    cx + radius * Math.sin(turn * 2 * Math.PI),
    cy - radius * Math.cos(turn * 2 * Math.PI),
  ]
  const [startX, startY] = end(from)
  const [endX, endY] = end(from + share)
  return (x, y) => {
    const turn = Math.atan2(x - cx, cy - y) / (2 * Math.PI) - from
    if (turn - Math.floor(turn) <= share) return ring(radius, width)(x - cx, y - cy)
    return Math.min(Math.hypot(x - startX, y - startY), Math.hypot(x - endX, y - endY)) - width / 2
  }
}
