import { say } from './say.mjs'

/** @typedef {{ passed: number, failed: number }} Count */

/** @param {Count[]} counts */
export const sum = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 })

/** Prints the closing line that CI reads, and returns the exit code. Nothing counted is a failure too. */
export function close({ passed, failed }) {
  if (passed + failed === 0) say('Nothing was run.')
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 && passed > 0 ? 0 : 1
}
