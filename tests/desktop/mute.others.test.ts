/** Desktops that do not run here, through what they publish: their settings schemas in a real dconf, and their words on the bus. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Message, sessionBus } from '@jellybrick/dbus-next'
import { afterAll, beforeAll, describe } from 'vitest'
import { detect } from '../../src/main/mute/detect.ts'
import { connectBus } from '../../src/main/mute/host/bus.ts'
import { adapterContract, portContract } from '../contracts/mute.contract.ts'
import { fakeServer } from '../fakes/muteServer.ts'
import { type Lab, openLab } from './mute.lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.stop())

const KEYS = [
  ['cinnamon', 'cinnamon', 'org.cinnamon.desktop.notifications', 'display-notifications', false],
  ['pantheon', 'io.elementary.notifications', 'io.elementary.notifications', 'do-not-disturb', true],
] as const

describe.each(KEYS)('%s', (id, server, schema, key, muted) => {
  let env: NodeJS.ProcessEnv
  let stop: () => Promise<void>
  beforeAll(async () => {
    const folder = join(lab.dir, `schemas-${id}`)
    await mkdir(folder)
    const path = `/${schema.replaceAll('.', '/')}/`
    await writeFile(
      join(folder, `${schema}.gschema.xml`),
      `<schemalist><schema id="${schema}" path="${path}"><key name="${key}" type="b"><default>${!muted}</default></key></schema></schemalist>`,
    )
    await lab.ask('glib-compile-schemas', folder)
    env = { GSETTINGS_SCHEMA_DIR: folder }
    const shell = await fakeServer(lab.busAddress, { name: server, version: '1' })
    stop = () => shell.close()
  })
  afterAll(() => stop())
  const gsettings = (...args: string[]) =>
    lab.ask('env', `GSETTINGS_SCHEMA_DIR=${env['GSETTINGS_SCHEMA_DIR']}`, 'gsettings', ...args)
  const setByHand = async (wanted: boolean) => void (await gsettings('set', schema, key, String(wanted === muted)))

  adapterContract(id, async () => {
    const bus = await connectBus(lab.busAddress)
    const { adapter } = await detect(bus, { ...lab.env, ...env })
    if (adapter.id !== id) throw new Error(`taken for ${adapter.id}`)
    return { adapter, shell: { ...lab.env, ...env }, setByHand, close: () => bus.close() }
  })

  portContract(id, async () => ({
    open: (owner) => lab.mute(owner, env),
    isMuted: async () => (await gsettings('get', schema, key)) === String(muted),
    setByHand,
    close: () => undefined,
  }))
})

const DISPATCHER = 'org.buddiesofbudgie.budgie.Dispatcher'
const BUDGIE = '/org/budgie_desktop/Notifications'

/** Budgie's switch as its introspection tells it: read, turned over, and told. */
async function fakeBudgie(address: string): Promise<{ muted(): boolean; turnOver(): void; close(): Promise<void> }> {
  const server = await fakeServer(address, { name: 'Budgie Notification Server', version: '10.9.2' })
  const bus = sessionBus({ busAddress: address })
  let muted = false
  const turnOver = () => {
    muted = !muted
    bus.send(Message.newSignal(BUDGIE, DISPATCHER, 'DoNotDisturbChanged', 'b', [muted]))
  }
  bus.addMethodHandler((message: Message) => {
    if (message.path !== BUDGIE) return false
    if (message.member === 'ToggleDoNotDisturb') turnOver()
    bus.send(
      message.member === 'GetDoNotDisturb'
        ? Message.newMethodReturn(message, 'b', [muted])
        : Message.newMethodReturn(message),
    )
    return true
  })
  await bus.requestName('org.budgie_desktop.Notifications')
  return {
    muted: () => muted,
    turnOver,
    async close() {
      await bus.releaseName('org.budgie_desktop.Notifications')
      bus.disconnect()
      await server.close()
    },
  }
}

describe('budgie', () => {
  let budgie: Awaited<ReturnType<typeof fakeBudgie>>
  beforeAll(async () => {
    budgie = await fakeBudgie(lab.busAddress)
  })
  afterAll(() => budgie.close())
  const setByHand = (muted: boolean) => {
    if (budgie.muted() !== muted) budgie.turnOver()
  }

  adapterContract('budgie', async () => {
    const bus = await connectBus(lab.busAddress)
    const { adapter } = await detect(bus, lab.env)
    if (adapter.id !== 'budgie') throw new Error(`taken for ${adapter.id}`)
    return { adapter, shell: lab.env, setByHand, close: () => bus.close() }
  })

  portContract('budgie', async () => ({
    open: (owner) => lab.mute(owner),
    isMuted: budgie.muted,
    setByHand,
    close: () => undefined,
  }))
})
