import './ui/ui.css'
import { type ComponentType, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import type { WindowKind } from '../core/app/intent.ts'
import { SLICE_NAMES } from '../core/app/snapshot.ts'
import { askAhead } from './lib/ahead.ts'
import { AppProvider } from './lib/app.tsx'
import { windowBridge } from './lib/bridge.ts'
import { startHeads } from './lib/heads.ts'
import { Words } from './lib/intl.tsx'
import { startMirror } from './lib/mirror.ts'
import { warmUp } from './lib/warmUp.ts'
import { PlannerScreen } from './planner/PlannerScreen.tsx'
import { Frame } from './ui/Frame.tsx'

/**
 * One page serves every window. The planner comes with it, in one file: it is the window that opens at start, and each
 * further file is a trip through a main process that is busy starting. The other screens' code is loaded by name.
 */
const SCREENS: Readonly<Record<WindowKind, () => Promise<ComponentType>>> = {
  planner: async () => PlannerScreen,
  team: async () => (await import('./team/TeamScreen.tsx')).TeamScreen,
  settings: async () => (await import('./settings/SettingsScreen.tsx')).SettingsScreen,
  focus: async () => (await import('./focus/FocusScreen.tsx')).FocusScreen,
  knock: async () => (await import('./knock/KnockScreen.tsx')).KnockScreen,
  welcome: async () => (await import('./welcome/WelcomeScreen.tsx')).WelcomeScreen,
}

function screenNamed(hash: string): WindowKind {
  const name = hash.replace(/^#\/?|\?.*$/g, '')
  return name in SCREENS ? (name as WindowKind) : 'planner'
}

async function start(root: HTMLElement): Promise<void> {
  // Asked for now, the font is there for the first picture; else everything would be laid out twice.
  const font = document.fonts.load('1em "Inter Variable"')
  const bridge = windowBridge()
  const mirror = startMirror(bridge)
  const heads = startHeads(bridge)
  const kind = screenNamed(window.location.hash)
  const slices = mirror.watch(SLICE_NAMES)
  const people = slices.then(() => askAhead(kind, mirror, heads))
  // Thousands of people are asked for before anything else takes the time.
  void Promise.all([font, kind === 'team' && slices]).then(() => warmUp(root))
  const [Screen] = await Promise.all([
    SCREENS[kind]().finally(() => performance.mark('tideline:code')),
    people.finally(() => performance.mark('tideline:people')),
  ])
  const drawn = (
    <AppProvider bridge={bridge} mirror={mirror} heads={heads}>
      <Words>
        <Frame kind={kind}>
          <Screen />
        </Frame>
      </Words>
    </AppProvider>
  )
  const page = createRoot(root)
  // The windows share a thread: a list of people is drawn in steps between which the planner goes on.
  if (kind === 'team') startTransition(() => page.render(drawn))
  else page.render(drawn)
}

const root = document.getElementById('root')
if (root !== null) void start(root)
