import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { hlcOf } from '../../../../src/core/sync/hlc.ts'
import { startWeather } from '../../../../tests/harness/weather.ts'
import { makeTeam } from '../../../../tests/load/team.ts'
import { say } from '../../../lib/say.mjs'
import { figure, percentile } from '../stats.mjs'
import { inFolder, startHub } from './servers.mjs'

const read = (data) => JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')

/** A client as any stranger would write it. `frames` are what the hub said, as text. */
export async function client(port, { device, token }, onFrame = () => {}) {
  const headers = { authorization: `Bearer ${token}` }
  const ws = new WebSocket(`ws://127.0.0.1:${port}/v1/ws`, 'tideline.v1', { headers })
  ws.on('error', () => {})
  ws.on('message', (data) => onFrame(read(data)))
  await once(ws, 'open')
  const welcome = new Promise((resolve) => {
    ws.on('message', function look(data) {
      const frame = read(data)
      if (frame.t !== 'welcome') return
      ws.off('message', look)
      resolve(frame)
    })
  })
  ws.send(JSON.stringify({ t: 'hello', v: [1], device, app: 'bench' }))
  return { ws, welcome: await welcome }
}

/** kill -9 at random moments while statuses pour in. */
export async function kill({ quick }) {
  const kills = quick ? 5 : 50
  return inFolder(async (folder) => {
    const [ofViewer, ...writers] = await makeTeam(folder, 5)
    const state = { seen: new Map(), confirmed: new Map(), lost: 0, reused: 0 }
    const ready = []
    for (let round = 0; round < kills; round += 1) {
      const hub = await startHub(folder)
      ready.push(hub.readyMs)
      await pourUntilKilled(hub, ofViewer, writers, state)
    }
    say(
      `${kills} kills: ready after ${Math.round(Math.max(...ready))} ms at most, ${state.confirmed.size} writers, ${state.seen.size} changes seen`,
    )
    return [
      figure(`kill -9 of the hub, ${kills} times: ready again, p99`, percentile(ready, 0.99), 'ms', 1_000),
      figure(`kill -9 of the hub, ${kills} times: confirmed and lost`, state.lost, '', 0),
      figure(`kill -9 of the hub, ${kills} times: numbers used twice`, state.reused, '', 0),
    ]
  })
}

async function pourUntilKilled(hub, ofViewer, writers, state) {
  const viewer = await client(hub.port, ofViewer, (frame) => {
    if (frame.t !== 'up') return
    for (const item of frame.items) {
      const text = JSON.stringify(item)
      if ((state.seen.get(item.r) ?? text) !== text) state.reused += 1
      state.seen.set(item.r, text)
    }
  })
  const pouring = await Promise.all(writers.map((seat) => pour(hub, seat, state)))
  await wait(60 + Math.random() * 120)
  const gone = once(hub.child, 'exit')
  hub.child.kill('SIGKILL')
  await gone
  for (const stop of pouring) stop()
  viewer.ws.terminate()
}

async function pour(hub, seat, state) {
  const { confirmed } = state
  const sent = new Map()
  const { ws, welcome } = await client(hub.port, seat, (frame) => {
    const hlc = frame.t === 'ack' && frame.stale !== true ? sent.get(frame.id) : undefined
    if (hlc !== undefined && hlc > (confirmed.get(seat.device) ?? '')) confirmed.set(seat.device, hlc)
  })
  if ((welcome.held.manual ?? '') < (confirmed.get(seat.device) ?? '')) state.lost += 1
  let id = 0
  const timer = setInterval(() => {
    id += 1
    const hlc = hlcOf(Date.now(), id % 60_000)
    sent.set(id, hlc)
    const body = { text: `${id}`, until: Date.now() + 3_600_000 }
    ws.send(JSON.stringify({ t: 'put', id, hlc, kind: 'manual', body }))
  }, 2)
  return () => {
    clearInterval(timer)
    ws.terminate()
  }
}

/** Real minutes: a killed app and a pulled cable, with the times that every hub has. */
export async function lapse() {
  return inFolder(async (folder) => {
    const [ofViewer, ofKilled, ofSilent] = await makeTeam(folder, 3)
    const hub = await startHub(folder)
    const proxy = await startWeather(hub.port, { delay: 0, stall: () => 0 })
    const gone = new Map()
    const viewer = await client(hub.port, ofViewer, (frame) => {
      for (const item of frame.items ?? [])
        if (item.live === false && item.gone === 'lost') gone.set(item.p, performance.now())
    })
    try {
      const killed = await client(hub.port, ofKilled)
      const silent = await client(proxy.port, ofSilent)
      say('waiting for up to 90 s until a killed app and a pulled cable are noticed')
      const from = performance.now()
      killed.ws.terminate()
      proxy.silent = true
      while (gone.size < 2 && performance.now() - from < 120_000) await wait(50)
      const seconds = ({ welcome }) => ((gone.get(welcome.me) ?? Infinity) - from) / 1_000
      return [
        figure('a killed app is shown as gone', Math.min(999, seconds(killed)), 's', 35),
        figure('a pulled cable is shown as gone', Math.min(999, seconds(silent)), 's', 85),
      ]
    } finally {
      viewer.ws.terminate()
      await proxy.close()
      await hub.stop()
    }
  })
}
