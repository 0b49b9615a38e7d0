/** Where the control socket is, and who may come to it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { choosePath } from '../../src/main/control/place.ts'
import { app, folder, line, say, startApp } from './app.ts'

describe.skipIf(process.platform === 'win32')('the place', () => {
  test('only the user can open it, and stopping leaves nothing behind', async () => {
    const { control, dataDir } = await app()
    expect(control.path).toBe(path.join(dataDir, 'control.sock'))
    expect(lstatSync(control.path).isSocket()).toBe(true)
    expect(statSync(control.path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path.join(dataDir, 'control.json'), 'utf8'))).toEqual({
      path: control.path,
      pid: process.pid,
      version: '0.1.0',
    })
    await control.stop()
    expect(existsSync(control.path)).toBe(false)
    expect(existsSync(path.join(dataDir, 'control.json'))).toBe(false)
  })

  test('a long data folder has its socket in a short private one, noted beside the data', async () => {
    const dataDir = path.join(folder(), 'x'.repeat(60), 'y'.repeat(60))
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const { control } = await app({ dataDir })
    expect(Buffer.byteLength(control.path)).toBeLessThan(100)
    expect(statSync(path.dirname(control.path)).mode & 0o777).toBe(0o700)
    expect(JSON.parse(readFileSync(path.join(dataDir, 'control.json'), 'utf8'))).toMatchObject({ path: control.path })
    expect(await say(control.path, line({ id: 1, ask: 'team' }))).toMatchObject([{ ok: true }])
    await control.stop()
    expect(existsSync(path.dirname(control.path))).toBe(false)
  })

  test('a data folder that others may enter does not hold it', async () => {
    const dataDir = folder()
    const runtime = folder()
    chmodSync(dataDir, 0o755)
    expect(path.dirname(path.dirname(choosePath(dataDir, { XDG_RUNTIME_DIR: runtime })))).toBe(runtime)
  })

  test('a link that somebody put in the shared place is not followed', async () => {
    const dataDir = folder()
    const runtime = folder()
    chmodSync(dataDir, 0o755)
    const wanted = path.dirname(choosePath(dataDir, { XDG_RUNTIME_DIR: runtime }))
    rmSync(wanted, { recursive: true })
    symlinkSync(folder(), wanted)
    expect(choosePath(dataDir, { XDG_RUNTIME_DIR: runtime }).startsWith(runtime)).toBe(false)
  })

  test('what a killed one left behind is replaced', async () => {
    const dataDir = folder()
    const script = `require('net').createServer().listen(${JSON.stringify(path.join(dataDir, 'control.sock'))}, () => console.log('up'))`
    const owner = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(owner.stdout, 'data')
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    expect(existsSync(path.join(dataDir, 'control.sock'))).toBe(true)
    const { control } = await app({ dataDir })
    expect(await say(control.path, line({ id: 1, ask: 'team' }))).toMatchObject([{ ok: true }])
  })

  test('a living owner keeps it', async () => {
    const first = await app()
    await expect(startApp({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'control_taken' })
    expect(await say(first.control.path, line({ id: 1, ask: 'team' }))).toMatchObject([{ ok: true }])
  })

  test('a file that is no socket is not removed', async () => {
    const dataDir = folder()
    writeFileSync(path.join(dataDir, 'control.sock'), 'mine')
    await expect(startApp({ dataDir })).rejects.toMatchObject({ code: 'control_no_place' })
    expect(readFileSync(path.join(dataDir, 'control.sock'), 'utf8')).toBe('mine')
  })
})
