import { describe, expect, test } from 'vitest'
import { drawTray } from './trayPicture.ts'

const SIZES = [16, 22, 32, 44]
const GLYPHS = ['available', 'focusing', 'together', 'away', 'off', 'unknown', 'paused'] as const

const alphaAt = (pixels: Buffer, size: number, x: number, y: number): number => pixels[(y * size + x) * 4 + 3] ?? -1
const inked = (pixels: Buffer): number => pixels.filter((value, index) => index % 4 === 3 && value > 128).length

/** The corner of the picture that holds the most ink. */
function fullestCorner(pixels: Buffer, size: number): string {
  const corners = { 'upper left': 0, 'upper right': 0, 'lower left': 0, 'lower right': 0 }
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const corner = `${y < size / 2 ? 'upper' : 'lower'} ${x < size / 2 ? 'left' : 'right'}` as const
      corners[corner] += alphaAt(pixels, size, x, y)
    }
  }
  return Object.entries(corners).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

describe.each(SIZES)('a tray picture of %i pixels', (size) => {
  const middle = size / 2
  const draw = (glyph: (typeof GLYPHS)[number], arc: number | null = null) => drawTray({ glyph, arc }, size, 'template')

  test('has four bytes a pixel and differs from glyph to glyph', () => {
    const pictures = GLYPHS.map((glyph) => draw(glyph))
    expect(pictures.every((pixels) => pixels.length === size * size * 4)).toBe(true)
    expect(new Set(pictures.map((pixels) => pixels.toString('base64'))).size).toBe(GLYPHS.length)
  })

  test('available is full, off is open in the middle', () => {
    expect(alphaAt(draw('available'), size, middle, middle)).toBe(255)
    expect(alphaAt(draw('off'), size, middle, middle)).toBe(0)
  })

  test('focusing is dark on its left half alone', () => {
    const pixels = draw('focusing')
    const aside = Math.round(size * 0.16)
    expect(alphaAt(pixels, size, middle - aside, middle)).toBe(255)
    expect(alphaAt(pixels, size, middle + aside, middle)).toBe(0)
  })

  test('the arc shrinks with the time left, clockwise from the top', () => {
    const amounts = [1, 0.75, 0.5, 0.25, 0].map((share) => inked(draw('focusing', share)))
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
    expect(new Set(amounts).size).toBe(5)
    expect(fullestCorner(draw('paused', 0.25), size)).toBe('upper right')
  })

  test('reads on a light and on a dark panel: an outline of the opposite colour goes around', () => {
    const light = drawTray({ glyph: 'available', arc: null }, size, 'light')
    const dark = drawTray({ glyph: 'available', arc: null }, size, 'dark')
    const at = (Math.floor(middle) * size + Math.floor(middle)) * 4
    expect([...light.subarray(at, at + 4)]).toEqual([255, 255, 255, 255])
    expect([...dark.subarray(at, at + 4)]).toEqual([0, 0, 0, 255])
    const hasOutline = (pixels: Buffer, isOpposite: (colour: number, alpha: number) => boolean) =>
      Array.from({ length: size * size }, (_none, index) => index * 4).some((i) =>
        isOpposite(pixels[i] ?? 0, pixels[i + 3] ?? 0),
      )
    expect(hasOutline(light, (colour, alpha) => colour === 0 && alpha > 90)).toBe(true)
    expect(hasOutline(dark, (colour, alpha) => colour === alpha && alpha > 90)).toBe(true)
  })

  test('colours are multiplied by alpha', () => {
    const pixels = drawTray({ glyph: 'unknown', arc: 0.4 }, size, 'light')
    for (let i = 0; i < pixels.length; i += 4) expect(pixels[i]).toBeLessThanOrEqual(pixels[i + 3] ?? 0)
  })
})
