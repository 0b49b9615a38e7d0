/** The hub as a command: what it prints, what it refuses, and how the app hosts it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createTeam, joinTeam } from '../../src/main/hubLink.ts'
import { type HubChildOptions, startHubChild } from '../../src/main/hubChild.ts'
import type { StartNode } from '../../src/main/ports.ts'
import { connect, eventually, HUB_ENTRY, newFolder, newTeam, NODE, online, startHub } from './kit.ts'

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(NODE, [HUB_ENTRY, ...args], (_, out, err) => done({ code: child.exitCode ?? -1, out, err }))
  })
}

test('the owner makes teams and invites while the hub runs, and while it does not', async () => {
  const hub = await startHub()
  const made = await run('team', 'create', 'Atlas', '--data', hub.data)
  expect(made).toMatchObject({ code: 0, err: '' })
  const link = made.out.trim().split('\n').at(-1) ?? ''
  expect(await joinTeam({ invite: link, name: 'Ana', deviceName: 'x' })).toMatchObject({
    ok: true,
    team: { name: 'Atlas' },
  })
  expect((await run('team', 'list', '--data', hub.data)).out).toMatch(/^t_\S+ {2}Atlas {2}\(1\)\n$/)
  expect(await run('invite', 'Nobody', '--data', hub.data)).toMatchObject({
    code: 1,
    err: 'There is no team "Nobody" on this hub.\n',
  })
  await hub.kill('SIGTERM')

  const teams = z
    .array(z.object({ id: z.string() }))
    .parse(JSON.parse((await run('team', 'list', '--json', '--data', hub.data)).out))
  const id = teams[0]?.id ?? ''
  const invited = z
    .looseObject({ link: z.string() })
    .parse(JSON.parse((await run('invite', id, '--json', '--data', hub.data)).out))
  expect(invited).toMatchObject({ team: id, name: 'Atlas', uses: 25, link: expect.stringContaining(hub.url) })
  await startHub({ data: hub.data })
  expect(await joinTeam({ invite: invited.link, name: 'Ben', deviceName: 'x' })).toMatchObject({ ok: true })
})

test('what cannot work is refused in one sentence', async () => {
  const data = await newFolder()
  const refused = async (...args: string[]) => {
    const { code, out, err } = await run('serve', '--data', data, ...args)
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
    return err
  }
  expect(await refused('--listen', '0.0.0.0:0')).toContain('must be encrypted')
  expect(await refused('--listen', 'somewhere')).toContain('is not an address to listen on')
  expect(await refused('--listen', '127.0.0.1:0', '--tls-cert', 'x.pem')).toContain('only work together')
  expect(await refused('--listen', '127.0.0.1:0', '--tls-cert', 'x.pem', '--tls-key', 'y.pem')).toContain(
    'x.pem cannot be read',
  )
  expect(await refused('--listen', '127.0.0.1:0', '--trust-proxy', 'all')).toContain('is not a list of addresses')
  expect(await refused('--listen', '127.0.0.1:0', '--times', 'nap=3')).toContain('--times takes')
  const hub = await startHub()
  expect(await refused('--listen', `127.0.0.1:${new URL(hub.url).port}`)).toContain('is taken by another program')
  const second = await run('serve', '--data', hub.data, '--listen', '127.0.0.1:0')
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining('Another hub is using this folder') })
})

test('what the hub keeps is for its owner alone', async () => {
  const hub = await startHub()
  const modeOf = async (name: string) => ((await stat(join(hub.data, name))).mode & 0o777).toString(8)
  expect(await modeOf('owner.key')).toBe('600')
  expect(await modeOf('hub.sock')).toBe('600')
  const fresh = join(await newFolder(), 'inner')
  const other = await startHub({ data: fresh })
  expect(((await stat(other.data)).mode & 0o777).toString(8)).toBe('700')
})

/** As electron/hostNode.ts starts it, in a plain Node. */
function plainNode(children: ChildProcess[]): StartNode {
  return ({ entry, args, env }) => {
    const child = spawn(NODE, [entry, ...args], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] })
    children.push(child)
    return {
      onLine: (listener) => void createInterface({ input: child.stdout }).on('line', listener),
      onExit(listener) {
        child.once('error', () => listener(null))
        child.once('exit', listener)
      },
      stop: () => void child.kill('SIGTERM'),
    }
  }
}

async function hosted(more: Partial<HubChildOptions> = {}) {
  const children: ChildProcess[] = []
  const states: string[] = []
  const dataDir = await newFolder()
  const hub = await startHubChild({
    dataDir,
    lan: false,
    entry: HUB_ENTRY,
    startNode: plainNode(children),
    onChange: (state) => states.push(state),
    times: { firstRestart: 50 },
    ...more,
  })
  onTestFinished(() => hub.stop())
  return { hub, children, states, dataDir }
}

test('hosted on this computer: it makes teams, comes back after a crash on the same address, and stops with the app', async () => {
  const { hub, children, states } = await hosted()
  const made = await createTeam({ ...hub.address, name: 'Atlas' })
  if (!made.ok) throw new Error(made.code)
  const joined = await joinTeam({ invite: made.invite, name: 'Ana', deviceName: 'x' })
  if (!joined.ok) throw new Error(joined.code)
  const ana = connect(joined)
  await online(ana)
  children[0]?.kill('SIGKILL')
  await eventually(() => states).toEqual(['broken', 'running'])
  await online(ana)
  await hub.stop()
  expect(children).toHaveLength(2)
  expect(children[1]?.exitCode).toBe(0)
})

test('hosted for the local network: encrypted, with the fingerprint of its own certificate', async () => {
  const { hub } = await hosted({ lan: true })
  expect(hub.address).toMatchObject({
    url: expect.stringMatching(/^https:/),
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const url = `https://127.0.0.1:${new URL(hub.address.url).port}`
  expect(await createTeam({ ...hub.address, url, name: 'Atlas' })).toMatchObject({
    ok: true,
    invite: expect.stringMatching(`^${hub.address.url}/j/.*#sha256=${hub.address.fingerprint}$`),
  })
})

test('it ends when the app is gone without a word', async () => {
  const { children } = await hosted()
  children[0]?.stdin?.end()
  await eventually(() => children[0]?.exitCode).toBe(0)
})

test('a hub that cannot start is an error, not a wait for ever', async () => {
  await expect(hosted({ entry: '/nowhere/hub.js' })).rejects.toThrow('ended before it was ready')
  const silent: StartNode = () => ({ onLine: () => {}, onExit: () => {}, stop: () => {} })
  await expect(hosted({ startNode: silent, times: { ready: 50 } })).rejects.toThrow('in time')
})

test('the ready line and the kept address say the same', async () => {
  const hub = await startHub()
  const kept = JSON.parse(await readFile(join(hub.data, 'hub.json'), 'utf8'))
  const port = Number(new URL(hub.url).port)
  expect(kept).toEqual({ url: hub.url, port })
  // Where no outgoing connection can take it while the hub is away.
  expect(port).toBeGreaterThanOrEqual(20_000)
  expect(port).toBeLessThan(30_000)
  await newTeam(hub)
})
