/** An app of nothing but the parts that touch Electron. The test drives it through `lab`. */
import * as electron from 'electron'
import { app } from 'electron'
import type { Wish } from '../../../src/core/app/intent.ts'
import { answerCall } from '../../../src/main/answers.ts'
import { readArgs } from '../../../src/main/args.ts'
import { clock } from '../../../src/main/electron/clock.ts'
import { openFrontDoor } from '../../../src/main/electron/frontDoor.ts'
import { createKeeper } from '../../../src/main/electron/keeper.ts'
import { openFirstWindow } from '../../../src/main/electron/firstWindow.ts'
import { startNode } from '../../../src/main/electron/hostNode.ts'
import { startAtLogin } from '../../../src/main/electron/login.ts'
import { setAppMenu } from '../../../src/main/electron/menu.ts'
import { openNotices } from '../../../src/main/electron/notices.ts'
import { registerPages, servePages } from '../../../src/main/electron/pages.ts'
import { builtFiles, dataDir } from '../../../src/main/electron/paths.ts'
import { watchPower } from '../../../src/main/electron/power.ts'
import { useTheme } from '../../../src/main/electron/shell.ts'
import { createShortcut } from '../../../src/main/electron/shortcut.ts'
import { claimSingle } from '../../../src/main/electron/single.ts'
import { createTray } from '../../../src/main/electron/tray.ts'
import { harden } from '../../../src/main/electron/trust.ts'
import { openVault } from '../../../src/main/electron/vault.ts'
import { createWindows, type Windows } from '../../../src/main/electron/windows.ts'
import type { Handlers } from '../../../src/main/ports.ts'

/** Long enough for a test to open it again, short enough to see it go. */
const KEPT_MS = 4_000
/** The same for one that somebody was about to open. */
const FORESEEN_MS = 6_000

const events: string[] = []
const wishes: Wish[] = []
// Asked to quit, the lab goes at once, whatever its windows say.
app.on('before-quit', () => app.exit(0))
const args = readArgs(process.argv)
const dir = dataDir(args.dataDir)
let windows: Windows | null = null

const claimed = claimSingle(dir, (argv) => {
  events.push(`second ${argv.filter((arg) => arg.startsWith('tideline:')).join(' ')}`.trim())
  windows?.raise()
})
// Waiting for `start` here would keep Electron from becoming ready.
if (claimed) void start()
else app.exit(7)

async function start(): Promise<void> {
  registerPages()
  await app.whenReady()
  harden()
  const files = builtFiles()
  servePages(files.renderer)
  const keeper = createKeeper(dir, clock)
  let trayHost = false
  const opened = createWindows({
    keeper,
    preload: files.preload,
    first: openFirstWindow(dir, files.preload),
    title: (kind) => `Lab ${kind}`,
    hasTrayHost: () => trayHost,
    onLastClose: () => void events.push('last close'),
    onGone: (id) => void events.push(`gone ${id}`),
    keptFor: { closed: KEPT_MS, foreseen: FORESEEN_MS },
    onKept: (_id, isKept) => void events.push(isKept ? 'kept' : 'again'),
  })
  windows = opened
  const handlers: Handlers = {
    dispatch: async (wish) => {
      wishes.push(wish)
      if (wish.type === 'focus.pause') throw new Error('on purpose')
      return { ok: true }
    },
    watch: async (names, { id }) => names.map((slice) => ({ slice, rev: id, full: {} }) as never),
    unwatch: async () => null,
    propose: async () => null,
    insights: async () => Promise.reject(new Error('There is no journal here.')),
    events: async () => [],
    docHistory: async () => [],
    teamHead: async () => null,
    months: async () => null,
    drawn: async () => {
      opened.drawn()
      return null
    },
    foresee: async (kind) => {
      opened.foresee(kind)
      return null
    },
  }
  openFrontDoor().answerWith((call) => answerCall(handlers, call))
  opened.open('planner')
  setAppMenu({ zoom: opened.zoom, quit: () => void events.push('quit') })
  const tray = createTray({
    onToggle: () => void events.push('toggle'),
    onHost: (present) => {
      trayHost = present
      events.push(`host ${present}`)
    },
  })
  const notices = openNotices((notice) => void events.push(`lost ${notice.title}`))
  const shortcut = createShortcut(() => void events.push('shortcut'))
  watchPower((event) => void events.push(event))
  const vault = openVault(dir, clock)
  Object.assign(globalThis, {
    electron,
    lab: {
      preload: files.preload,
      events,
      wishes,
      keeper,
      windows: opened,
      tray,
      notices,
      shortcut,
      vault,
      startAtLogin,
      startNode,
      useTheme,
    },
  })
}
