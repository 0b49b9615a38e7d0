import { readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from '../../../lib/say.mjs'
import { costOf } from '../planner/trace.mjs'
import { figure, median, percentile } from '../stats.mjs'

const MB = 1024 * 1024

/**
 * From the wish to the painted rows. The first time after a start of the app: with no warning, as a notice or a link opens
 * it, and by a click that follows the pointer to the planner's button. And again, after it was closed.
 */
export async function opens(crowd, times) {
  const took = { unforeseen: [], pointed: [], again: [] }
  const open = { unforeseen: openTeam, pointed: pointAndClick, again: openTeam }
  const take = async (which, time) => {
    const { ms } = await open[which](crowd)
    took[which].push(ms)
    say(`team window ${time}/${times}, ${which}: ${Math.round(ms)} ms`)
    await closeTeam(crowd.app)
  }
  for (let time = 1; time <= times; time += 1) {
    await crowd.restart()
    await take('unforeseen', time)
    await take('again', time)
    await crowd.restart()
    await take('pointed', time)
  }
  const name = `team window opens, ${crowd.people} people`
  const first = `${name}, first time after start`
  return [
    ...spread(`${first}, with no warning`, took.unforeseen),
    ...spread(`${first}, clicked ${REACTION_MS} ms after the pointer came to the button`, took.pointed),
    ...spread(`${name}, again`, took.again),
  ]
}

const spread = (name, values) => [
  figure(`${name}, median`, median(values), 'ms', 300),
  figure(`${name}, slowest`, Math.max(...values), 'ms', null),
]

export async function openTeam({ app, ask, people }) {
  const from = Date.now()
  await ask({ type: 'window.open', window: 'team' })
  const page = await app.window('team')
  const at = await page.evaluate(rowsPainted, people)
  return { page, ms: at - from }
}

/** The least that passes between a pointer that has come to a button and its press, and how long a press lasts. */
const REACTION_MS = 200
const PRESS_MS = 60

/** With the mouse, from the button let go of until the window is in sight and a frame with its rows is painted after that. */
async function pointAndClick({ app, people }) {
  const planner = await app.window('planner')
  const { x, y, width, height } = await planner.locator('button:has(.plan-team-name)').boundingBox()
  await planner.mouse.move(x + width / 2, y + height + 120)
  await wait(500)
  await planner.mouse.move(x + width / 2, y + height / 2, { steps: 4 })
  await wait(REACTION_MS)
  await planner.mouse.down()
  await wait(PRESS_MS)
  const from = Date.now()
  await planner.mouse.up()
  const page = await app.window('team')
  await app.electron.evaluate(inSight)
  return { page, ms: (await page.evaluate(rowsPainted, people)) - from }
}

/** Runs in main: when the team window is shown. A page that a driver watches draws also out of sight. */
async function inSight({ BrowserWindow }) {
  const team = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('#/team'))
  while (!team.isVisible()) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** As a person closes it: it is out of sight, and perhaps gone. */
export async function closeTeam({ electron }) {
  await electron.evaluate(async ({ BrowserWindow }) => {
    const team = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('#/team'))
    team.close()
    while (!team.isDestroyed() && team.isVisible()) await new Promise((resolve) => setTimeout(resolve, 20))
  })
  await wait(1_500)
}

/** Runs in the window: when its rows are painted, as milliseconds since 1970. */
function rowsPainted(people) {
  const isThere = () =>
    document.querySelectorAll('.team-row:not([data-me])').length > 3 &&
    (document.querySelector('.team-counts')?.textContent ?? '').replaceAll(/\D/g, '').includes(String(people))
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return void requestAnimationFrame(look)
      // the frame that holds them is painted when the next task runs
      requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
    }
    look()
  })
}

/** So many changes a second while somebody scrolls and types. */
export async function load(crowd, perSecond, seconds) {
  const { app, people, change } = crowd
  const { page } = await openTeam(crowd)
  const cdp = await page.context().newCDPSession(page)
  await page.evaluate(hearKeys)
  // what is loaded once is no growth
  await change(perSecond, 3000)
  const before = await heapOf(cdp)
  await trace(app, 'start')
  const scrolled = page.evaluate(scrollFor, seconds * 1000)
  const typed = typeFor(cdp, seconds * 1000)
  const { told } = await change(perSecond, seconds * 1000)
  const frames = await scrolled
  await typed
  const cost = costOf(await trace(app, 'stop'))
  const after = await heapOf(cdp)
  const delays = await page.evaluate(() => globalThis.keyDelays)
  say(`load: ${told} changes in ${seconds} s, ${frames} frames, ${delays.length} keys`)
  await closeTeam(app)
  const name = `${people} people, ${perSecond} changes/s`
  return [
    figure(`${name}: script + layout + paint a frame while scrolling, p50`, percentile(cost.frames, 0.5), 'ms', null),
    figure(`${name}: script + layout + paint a frame while scrolling, p95`, percentile(cost.frames, 0.95), 'ms', 8),
    figure(`${name}: of it the thread was running, p95`, percentile(cost.running, 0.95), 'ms', null),
    figure(`${name}: longest task of the window`, Math.max(...cost.tasks), 'ms', 50),
    figure(`${name}: input delay, p95`, percentile(delays, 0.95), 'ms', 50),
    figure(`${name}: the window's memory after ${seconds} s, grown by`, (after - before) / MB, 'MB', 2),
    figure(`${name}: changes told`, told / seconds, '/s', perSecond * 0.98, null, 'more'),
    figure(`${name}: frames drawn`, frames / seconds, '/s', null, null, 'more'),
  ]
}

export async function trace({ electron }, what) {
  if (what === 'start') {
    return electron.evaluate(({ contentTracing }) =>
      contentTracing.startRecording({
        included_categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'devtools.timeline.frame'],
      }),
    )
  }
  const file = await electron.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8'))
  await rm(file, { force: true })
  return traceEvents
}

async function heapOf(cdp) {
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

/** Runs in the window: scrolls up and down through everybody, a bit each frame, and counts the frames. */
function scrollFor(ms) {
  const scroller = document.querySelector('.team-scroller')
  const from = performance.now()
  let frames = 0
  let step = 24
  return new Promise((resolve) => {
    const frame = (now) => {
      const end = scroller.scrollHeight - scroller.clientHeight
      if (scroller.scrollTop + step > end || scroller.scrollTop + step < 0) step = -step
      scroller.scrollTop += step
      frames += 1
      if (now - from < ms) requestAnimationFrame(frame)
      else resolve(frames)
    }
    requestAnimationFrame(frame)
  })
}

/** Runs in the window: how long after it was made each key gets to the page. */
function hearKeys() {
  globalThis.keyDelays = []
  document.addEventListener('keydown', (event) => globalThis.keyDelays.push(performance.now() - event.timeStamp), true)
}

const BETWEEN_KEYS_MS = 120

/** A key that changes nothing, pressed again and again. */
async function typeFor(cdp, ms) {
  for (const end = Date.now() + ms; Date.now() < end; await wait(BETWEEN_KEYS_MS)) {
    const key = { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16 }
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  }
}
