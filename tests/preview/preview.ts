/** Opens a window's page over the fake bridge, at the scene's time. Never shipped. */
import { reduce } from '../../src/core/app/reduce.ts'
import type { Settings } from '../../src/core/app/state.ts'
import { fakeBridge } from '../fakes/bridge.ts'
import { SCENES } from './scenes.ts'

const query = new URLSearchParams(location.search)
const scene = SCENES[query.get('scene') ?? 'session'] ?? SCENES['session']
if (scene === undefined) throw new Error('There is no such scene.')

const real = Date.now.bind(Date)
const shift = scene.now - real()
Date.now = () => real() + shift

const settings: Settings = {
  ...scene.state.settings,
  clock: query.get('clock') === '12' ? '12' : '24',
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
}
const bridge = fakeBridge(
  { ...scene.state, settings },
  {
    now: Date.now,
    errand: (errand, { report }) =>
      errand.type === 'mute.selfTest' ? { ok: true, value: scene.state.mute.level } : report({ type: 'look' }),
  },
)
Object.assign(window, { tideline: bridge })

// What main does when its alarm fires.
setInterval(() => {
  const looked = reduce(bridge.state(), { type: 'look' }, Date.now())
  if (query.get('scene') !== 'ending' && looked.state !== bridge.state()) bridge.report({ type: 'look' })
}, 500)

void import('../../src/renderer/main.tsx')
