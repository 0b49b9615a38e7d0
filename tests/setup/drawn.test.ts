/** What is computed and committed is what the scripts compute, and is what it should be. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { endSound } from '../../scripts/lib/endSound.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'

test('the end sound is small, soft, begins and ends in silence, and comes from its script', () => {
  const file = readFileSync(inRoot('resources', 'sounds', 'end.wav'))
  expect(file.equals(endSound())).toBe(true)
  expect(file.length).toBeLessThan(60_000)
  const samples = Array.from({ length: (file.length - 44) / 2 }, (_none, index) => file.readInt16LE(44 + index * 2))
  const peak = Math.max(...samples.map(Math.abs))
  expect(peak).toBeGreaterThan(3_000)
  expect(peak).toBeLessThan(0.35 * 32_768)
  expect(Math.abs(samples[0] ?? 1)).toBe(0)
  expect(samples.slice(-20).every((sample) => Math.abs(sample) < 60)).toBe(true)
  // No jump that would click: neighbours are close.
  const steps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0)))
  expect(Math.max(...steps)).toBeLessThan(4_000)
})
