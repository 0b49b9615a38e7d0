import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { startApp } from '../../../../tests/harness/app.ts'
import { say } from '../../../lib/say.mjs'
import { figure, percentile } from '../stats.mjs'
import { costOf } from './trace.mjs'

/** Opens the planner of ten years. */
async function withPlanner({ desktop, dir }, measure) {
  const app = await startApp(desktop, { dataDir: path.join(dir, 'full') })
  try {
    const page = await app.window('planner')
    await page.waitForFunction(() => performance.getEntriesByName('tideline:usable').length > 0)
    await page.locator('.plan-block').first().waitFor()
    return await measure(page, app)
  } finally {
    await app.stop()
  }
}

/** From the key to the painted day, day by day into the months that were put away. */
export const days = (world, count) =>
  withPlanner(world, async (page) => {
    // the first one loads what no day needs twice
    await page.evaluate(openBefore, 3)
    const near = await page.evaluate(openBefore, Math.ceil(count / 2))
    // some months further back nothing of it is in memory
    await page.evaluate(openBefore, 60)
    const old = await page.evaluate(openBefore, Math.floor(count / 2))
    return [
      figure('opening a day, p50', percentile([...near, ...old], 0.5), 'ms', null),
      figure('opening a day, slowest', Math.max(...near, ...old), 'ms', 50),
      figure('opening a day of a month not in memory or near it, slowest', Math.max(...old), 'ms', 50),
    ]
  })

/** Runs in the window: goes back a day so often, and tells each time how long until its blocks were painted. */
async function openBefore(times) {
  const took = []
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const before = (date) => new Date(Date.parse(date) - 24 * 3600 * 1000).toISOString().slice(0, 10)
  for (let step = 0; step < times; step += 1) {
    const scroller = document.querySelector('.plan-scroll')
    const wanted = before(scroller.dataset.date)
    const from = performance.now()
    document.dispatchEvent(new KeyboardEvent('keydown', { key: '[', bubbles: true }))
    const isThere = () => {
      const blocks = document.querySelectorAll('.plan-block')
      const isOfDay = [...blocks].some((block) => block.dataset.block.startsWith(wanted))
      return document.querySelector('.plan-scroll').dataset.date === wanted && isOfDay
    }
    while (!isThere()) {
      if (performance.now() - from > 5000) throw new Error(`${wanted} did not come`)
      await new Promise((resolve) => setTimeout(resolve))
    }
    await painted()
    took.push(performance.now() - from)
  }
  return took
}

const DRAG_MS = 3000

/** A block is held for three seconds and moved up and down; what the window's main thread did in each frame. */
export const drag = (world, rounds) =>
  withPlanner(world, async (page, { electron }) => {
    const frames = []
    const running = []
    const tasks = []
    for (let round = 0; round < rounds; round += 1) {
      const block = page.locator('.plan-block:not([data-size=short]) .plan-face').first()
      await block.scrollIntoViewIfNeeded()
      const { x, y, width, height } = await block.boundingBox()
      const middle = { x: x + width / 3, y: y + height / 2 }
      await page.mouse.move(middle.x, middle.y)
      await electron.evaluate(({ contentTracing }) =>
        contentTracing.startRecording({
          included_categories: [
            'devtools.timeline',
            'disabled-by-default-devtools.timeline',
            'devtools.timeline.frame',
          ],
        }),
      )
      await page.mouse.down()
      for (let from = Date.now(), at = 0; at < DRAG_MS; at = Date.now() - from) {
        await page.mouse.move(middle.x, middle.y + 60 * Math.sin(at / 200))
        await new Promise((resolve) => setTimeout(resolve, 8))
      }
      await page.mouse.up()
      const file = await electron.evaluate(({ contentTracing }) => contentTracing.stopRecording())
      const cost = costOf(JSON.parse(await readFile(file, 'utf8')).traceEvents)
      await rm(file, { force: true })
      frames.push(...cost.frames)
      running.push(...cost.running)
      tasks.push(...cost.tasks)
      say(
        `drag ${round + 1}/${rounds}: ${cost.frames.length} frames, p95 ${percentile(cost.frames, 0.95).toFixed(1)} ms`,
      )
      await page.keyboard.press('Control+z')
    }
    return [
      figure('drag: script + layout + paint a frame, p50', percentile(frames, 0.5), 'ms', null),
      figure('drag: script + layout + paint a frame, p95', percentile(frames, 0.95), 'ms', 8),
      figure('drag: of it running, p95', percentile(running, 0.95), 'ms', null),
      figure('drag: longest task', Math.max(...tasks), 'ms', 50),
      figure('drag: frames', frames.length, '', null, null, 'more'),
    ]
  })
