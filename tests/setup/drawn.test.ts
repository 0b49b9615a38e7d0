/** What is computed and committed is what the scripts compute, and is what it should be. */
import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { drawnFiles } from '../../scripts/lib/drawn.mjs'
import { drawIcon } from '../../scripts/lib/icon.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'

const read = (name: string): Buffer => readFileSync(inRoot('resources', ...name.split('/')))

/** The size and the pixels of a picture as our script writes one: one IDAT, no filter. */
function decoded(file: Buffer): { size: number; pixels: Buffer } {
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG')
  const size = file.readUInt32BE(16)
  const at = file.indexOf('IDAT')
  const rows = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)))
  const lines = Array.from({ length: size }, (_none, y) =>
    rows.subarray(y * (size * 4 + 1) + 1, (y + 1) * (size * 4 + 1)),
  )
  return { size, pixels: Buffer.concat(lines) }
}

test('every drawn file is there', () => {
  for (const name of drawnFiles().keys()) expect(read(name).length).toBeGreaterThan(0)
})

describe('the icon', () => {
  test.each([16, 24, 32, 48, 64, 128, 256, 512])('of %i pixels is what the script draws', (size) => {
    const picture = decoded(read(`icons/${size}x${size}.png`))
    expect(picture.size).toBe(size)
    expect(picture.pixels.equals(drawIcon(size))).toBe(true)
  })

  test('is round at its corners, full in its middle, and not of one colour', () => {
    const pixels = drawIcon(64)
    const at = (x: number, y: number): readonly number[] => [...pixels.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)]
    expect(at(0, 0)[3]).toBe(0)
    expect(at(32, 32)[3]).toBe(255)
    expect(at(32, 27)).toEqual([255, 255, 255, 255])
    expect(at(32, 58)).not.toEqual(at(12, 12))
  })

  test('for Windows holds every size that it scales to, 256 among them', () => {
    const file = read('icon.ico')
    const count = file.readUInt16LE(4)
    const entries = Array.from({ length: count }, (_none, index) => 6 + index * 16)
    const sizes = entries.map((at) => {
      const start = file.readUInt32LE(at + 12)
      return decoded(file.subarray(start, start + file.readUInt32LE(at + 8))).size
    })
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
    expect(entries.map((at) => file.readUInt8(at) || 256)).toEqual(sizes)
  })

  test('for macOS holds every size up to 1024', () => {
    const file = read('icon.icns')
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length])
    const sizes: number[] = []
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) sizes.push(decoded(file.subarray(at + 8)).size)
    expect(sizes).toEqual([16, 32, 32, 64, 128, 256, 256, 512, 512, 1024])
  })
})

test('the end sound is small, soft, begins and ends in silence, and comes from its script', () => {
  const file = read('sounds/end.wav')
  expect(drawnFiles().get('sounds/end.wav')?.equals(file)).toBe(true)
  expect(file.length).toBeLessThan(60_000)
  const samples = Array.from({ length: (file.length - 44) / 2 }, (_none, index) => file.readInt16LE(44 + index * 2))
  const peak = Math.max(...samples.map(Math.abs))
  expect(peak).toBeGreaterThan(3_000)
  expect(peak).toBeLessThan(0.35 * 32_768)
  expect(samples[0]).toBe(0)
  expect(samples.slice(-20).every((sample) => Math.abs(sample) < 60)).toBe(true)
  // No jump that would click: neighbours are close.
  const steps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0)))
  expect(Math.max(...steps)).toBeLessThan(4_000)
})
