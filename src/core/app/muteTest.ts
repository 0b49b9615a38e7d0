/** What the person saw when they tested the mute: it weighs more than what the desktop or our own tests say. */
import type { MuteSlice, MuteTest, Settings } from './state.ts'

/** How many desktops' tests are remembered; a new version of one is another desktop. */
const MOST_TESTS = 20

/** The report with what was seen on this very server and version. */
export function withTest(mute: MuteSlice, { muteTests }: Settings): MuteSlice {
  const { test: _earlier, ...report } = mute
  const test = mute.label === '' ? undefined : muteTests[mute.label]
  if (test === undefined) return report
  if (report.level === 'unsupported') return { ...report, test }
  return { ...report, test, level: test === 'held' ? 'verified' : 'requested' }
}

/** The newest test last; the oldest are forgotten. */
export function rememberTest(tests: Settings['muteTests'], server: string, test: MuteTest): Settings['muteTests'] {
  const others = Object.entries(tests).filter(([name]) => name !== server)
  return Object.fromEntries([...others, [server, test] as const].slice(-MOST_TESTS))
}
