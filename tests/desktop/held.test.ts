/** What was held back, told by real notification servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHistory, type History } from '../../src/main/digest/history.ts'
import { heldContract, type HeldSubject } from '../contracts/held.contract.ts'
import { type Lab, openLab, type ServerName } from './mute.lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.stop())

const historyHere = (): History => createHistory({ env: lab.env, now: Date.now, busAddress: lab.busAddress })

async function subjectOf(name: ServerName & ('dunst' | 'xfce')): Promise<HeldSubject> {
  const stop = await lab.start(name)
  const history = historyHere()
  const adapter = await history.open(name)
  if (adapter === null) throw new Error(`${name} has no history`)
  return {
    adapter,
    mute: (muted) => lab.setByHand(name, muted),
    send: async (app, summary) => void (await lab.ask('notify-send', `--app-name=${app}`, summary, 'from the lab')),
    closeShown: async () => void (name === 'dunst' && (await lab.ask('dunstctl', 'close-all'))),
    async close() {
      history.close()
      await stop()
    },
  }
}

heldContract('dunst', { senders: 'later', none: 0 }, () => subjectOf('dunst'))

describe('xfce4-notifyd with its log on', () => {
  beforeAll(async () => {
    for (const [property, value] of [
      ['/notification-log', 'true'],
      ['/do-not-disturb', 'false'],
    ] as const)
      await lab.ask('xfconf-query', '-c', 'xfce4-notifyd', '-np', property, '-t', 'bool', '-s', value)
  })
  heldContract('xfce4-notifyd', { senders: 'never', none: null }, () => subjectOf('xfce'))
})

test('a desktop without a history is told as one', async () => {
  const history = historyHere()
  expect(await history.open('gnome')).toBeNull()
  expect(await history.open('none')).toBeNull()
  history.close()
})

test('without a server there is nobody to ask', async () => {
  const history = historyHere()
  expect(await history.open('dunst')).toBeNull()
  history.close()
})
