import { Message } from '@jellybrick/dbus-next'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '../../../tests/harness/bus.ts'
import { say } from '../../lib/say.mjs'
import { figure, percentile } from './stats.mjs'
import { startProgram } from './world.mjs'

/** A person does not click faster than this, and our own writing to the disk has settled by then. */
const BETWEEN_CLICKS_MS = 1500

/** A click on the tray, as the panel sends it, until the panel is told of another icon and until dunst holds notices back. */
export async function trayClicks(electron, world, rounds) {
  const index = world.tray.items.length
  const app = startProgram('tideline', electron, world, ['--hidden'])
  const bus = connect(world.desktop.env.DBUS_SESSION_BUS_ADDRESS)
  const signals = await listen(bus)
  try {
    const item = await world.tray.item(index)
    await wait(4000)
    const times = { icon: [], muted: [], back: [] }
    for (let round = 0; round < rounds; round += 1) {
      await wait(BETWEEN_CLICKS_MS)
      const start = await click(item, signals, world.dunst, true)
      await wait(BETWEEN_CLICKS_MS)
      const end = await click(item, signals, world.dunst, false)
      times.icon.push(start.icon, end.icon)
      times.muted.push(start.muted)
      times.back.push(end.muted)
      const shown = [start.icon, start.muted].map((ms) => ms.toFixed(0))
      say(`click ${round + 1}/${rounds}: icon ${shown[0]} ms, muted ${shown[1]} ms`)
    }
    return [
      ...spread('tray click → icon changed', times.icon, 50),
      ...spread('tray click → muted (dunst)', times.muted, 150),
      ...spread('tray click → given back (dunst)', times.back, null),
    ]
  } finally {
    bus.close()
    await app.stop()
  }
}

const spread = (name, values, aim) => [
  figure(`${name}, p50`, percentile(values, 0.5), 'ms', null),
  figure(`${name}, p95`, percentile(values, 0.95), 'ms', aim),
]

async function click(item, signals, dunst, muted) {
  const icon = signals.next('NewIcon')
  const from = performance.now()
  void item.activate()
  const done = whenPaused(dunst, muted).then(() => performance.now() - from)
  return { icon: (await icon) - from, muted: await done }
}

async function whenPaused(dunst, wanted) {
  const end = Date.now() + 10_000
  while ((await dunst.paused()) !== wanted) {
    if (Date.now() > end) throw new Error(`dunst was not ${wanted ? 'paused' : 'released'} within 10 s`)
  }
}

/** Signals of tray items, each with the moment when it arrived. */
async function listen(bus) {
  const waiting = new Map()
  bus.raw.on('message', (message) => {
    waiting.get(message.member)?.(performance.now())
    waiting.delete(message.member)
  })
  const daemon = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  }
  const match = "type='signal',interface='org.kde.StatusNotifierItem'"
  await bus.raw.call(new Message({ ...daemon, member: 'AddMatch', signature: 's', body: [match] }))
  return { next: (member) => new Promise((resolve) => waiting.set(member, resolve)) }
}
