import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const DESKTOP = ['tests/harness/**/*.test.ts', 'tests/desktop/**/*.test.ts', 'tests/engine/**/*.test.ts']
/** Values in, values out: no file can leave anything behind for the next, so that all of them share one process each core. */
const CORE = ['src/core/**/*.test.ts']
const E2E = ['tests/e2e/**/*.test.ts']
/** Real windows and daemons on a machine that others share: a failure is tried once more, and the report says so. */
const retry = 1
/** Whole desktops, only where asked for by name. */
const SHELLS = ['tests/shells/**/*.test.ts']

export default defineConfig({
  test: {
    reporters: ['default'],
    // Left alone, two cores get one worker.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'core', include: CORE, isolate: false, testTimeout: 30_000 } },
      {
        plugins: [react()],
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
          exclude: [...CORE, ...DESKTOP, ...E2E, ...SHELLS, 'tests/load/**', 'tests/**/fixtures/**'],
          environment: 'node',
          // Nothing here is timed; property tests only need more than the usual five seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      // Real parts: a private bus, real notification daemons, a real Electron, a real Redis. One file at a time, since they measure.
      {
        test: {
          name: 'desktop',
          include: DESKTOP,
          retry,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      { test: { name: 'shells', include: SHELLS, testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
      { test: { name: 'e2e', include: E2E, retry, testTimeout: 90_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
})
