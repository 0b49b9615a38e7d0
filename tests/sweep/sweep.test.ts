/** A sample of `npm run sweep`, on computers set to different zones: the hard zones, and some by seed. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test.each([
  ['UTC', 'Africa/Cairo'],
  ['America/Santiago', 'Australia/Lord_Howe'],
  ['Asia/Kathmandu', 'America/Santiago'],
  ['Pacific/Kiritimati', 'Europe/Lisbon'],
])('the rhythm is right on a computer in %s', { timeout: 60_000 }, async (TZ, names) => {
  const seed = String(TZ.length)
  const args = [join(import.meta.dirname, 'run.ts'), '--zones', '2', '--others', '3', '--seed', seed, '--names', names]
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, TZ } })
  const result: { zones: number; days: number; problems: string[] } = JSON.parse(stdout)
  expect(result.zones).toBe(3)
  expect(result.days).toBeGreaterThan(40)
  expect(result.problems).toEqual([])
})
