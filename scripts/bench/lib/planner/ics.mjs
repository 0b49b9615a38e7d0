import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startApp } from '../../../../tests/harness/app.ts'
import { say } from '../../../lib/say.mjs'
import { figure, median } from '../stats.mjs'

const EVENTS = 10_000

/** A calendar of 10,000 events, subscribed to in the running app: how long it takes, and what meanwhile waits. */
export async function icsParse({ desktop, dir }, rounds) {
  const file = path.join(dir, 'large.ics')
  await writeFile(file, calendarOf(EVENTS))
  const app = await startApp(desktop, { dataDir: path.join(dir, 'tideline') })
  try {
    const page = await app.window('planner')
    await page.waitForFunction(() => performance.getEntriesByName('tideline:usable').length > 0)
    const took = []
    const gaps = { page: [], main: [] }
    for (let round = 0; round < rounds; round += 1) {
      await page.waitForTimeout(1500)
      await app.electron.evaluate(startTicking)
      await page.evaluate(startTicking)
      const from = performance.now()
      const outcome = await page.evaluate(ask, { type: 'calendar.add', from: file })
      took.push(performance.now() - from)
      if (!outcome.ok) throw new Error(`the calendar was refused: ${JSON.stringify(outcome)}`)
      await page.waitForTimeout(500)
      gaps.page.push(await page.evaluate(longestGap))
      gaps.main.push(await app.electron.evaluate(longestGap))
      say(`calendar ${round + 1}/${rounds}: ${took.at(-1).toFixed(0)} ms; window waited ${gaps.page.at(-1).toFixed(0)}`)
      await page.evaluate(ask, { type: 'calendar.remove', id: outcome.value })
    }
    return [
      figure(`calendar of ${EVENTS} events, until it is there`, median(took), 'ms', 3000),
      figure('longest that the window could not answer meanwhile', Math.max(...gaps.page), 'ms', 50),
      figure('longest that main could not answer meanwhile', Math.max(...gaps.main), 'ms', 50),
    ]
  } finally {
    await app.stop()
  }
}

const ask = (wish) => globalThis.tideline.call('dispatch', wish)

/** Runs over there: a timer that should fire each few ms, and how long it was kept waiting at most. */
function startTicking() {
  let last = performance.now()
  const ticks = { longest: 0, timer: 0 }
  ticks.timer = setInterval(() => {
    const now = performance.now()
    ticks.longest = Math.max(ticks.longest, now - last - 4)
    last = now
  }, 4)
  globalThis.tidelineTicks = ticks
}
function longestGap() {
  clearInterval(globalThis.tidelineTicks.timer)
  return globalThis.tidelineTicks.longest
}

/** Meetings of some years, a few of them each week, with what real producers write into them. */
function calendarOf(count) {
  const start = Date.now() - 400 * 24 * 3600 * 1000
  const stamp = (at) => `${new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`
  const event = (at) => {
    const from = start + at * 2 * 3600 * 1000
    return [
      'BEGIN:VEVENT',
      `UID:event-${at}@bench.example`,
      `DTSTAMP:${stamp(start)}`,
      `DTSTART:${stamp(from)}`,
      `DTEND:${stamp(from + 3_600_000)}`,
      `SUMMARY:Meeting ${at}`,
      `DESCRIPTION:Agenda ${'and so on '.repeat(20)}`,
      ...(at % 20 === 0 ? ['RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=40'] : []),
      'ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@bench.example',
      'END:VEVENT',
    ].join('\r\n')
  }
  const events = Array.from({ length: count }, (_none, at) => event(at))
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
}
