/** What is kept on disk, a second start, notices, and the rest of the desktop. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { spawnApp, startApp } from '../harness/app.ts'
import { type Dunst, startDunst } from '../harness/dunst.ts'
import { waitFor } from '../harness/wait.ts'
import { useLab } from './shell/lab.ts'

const { here, inMain, events, happened } = useLab()

/** Whether a file is written in electron-store's own way. */
const byTheLibrary = (file: string): boolean => readFileSync(file, 'utf8').includes('\n\t"version"')

describe('what is kept', () => {
  test('is on disk at once, through electron-store, beside its backup', async () => {
    const { dataDir } = here()
    // The library is read with the first save, which is written without it.
    await waitFor('the library', async () => {
      await inMain(`lab.windows.zoom('in'), lab.windows.zoom('reset'), 0`)
      return byTheLibrary(path.join(dataDir, 'windows.json'))
    })
    const settings = (name: string): string =>
      `lab.keeper.save('settings', { ...lab.keeper.load('settings').value, name: '${name}' })`
    await inMain(
      `lab.keeper.save('settings', { name: 'Ana', theme: 'dark', defaultMinutes: 50, mute: 'with', shortcut: '', startAtLogin: false, welcomed: true, clock: '24' }), 0`,
    )
    await inMain(`${settings('Ben')}, 0`)
    expect(JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8'))).toMatchObject({
      version: 1,
      value: { name: 'Ben' },
    })
    expect(byTheLibrary(path.join(dataDir, 'settings.json'))).toBe(true)
    expect(JSON.parse(readFileSync(path.join(dataDir, 'settings.backup-1.json'), 'utf8'))).toMatchObject({
      value: { name: 'Ana' },
    })
    expect(readdirSync(dataDir).filter((name) => name.includes('tmp'))).toEqual([])
  })

  test('when it broke outside, is set aside and brought back from the backup', async () => {
    const { dataDir } = here()
    writeFileSync(path.join(dataDir, 'settings.json'), '{"version":1,"value":{"na')
    const loaded = await inMain<{ value: { name: string }; problem: { code: string; recovered: boolean } }>(
      `lab.keeper.load('settings')`,
    )
    expect(loaded).toMatchObject({ value: { name: 'Ana' }, problem: { code: 'broken', recovered: true } })
    expect(readdirSync(dataDir).some((name) => name.startsWith('settings.broken-'))).toBe(true)
  })

  test('a secret without a keyring is a plain file, and says so', async () => {
    const { dataDir } = here()
    expect(await inMain(`(lab.vault.set('team', 'token-1'), [lab.vault.kind, lab.vault.get('team')])`)).toEqual([
      'file',
      'token-1',
    ])
    expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(true)
  })
})

describe('a second start', () => {
  test('hands over its command line, raises a window and goes', async () => {
    const { desktop, folder, dataDir, app } = here()
    const second = await spawnApp(desktop, { dataDir, folder, args: ['tideline://join?invite=x'] })
    const code = await new Promise((resolve) => second.child.once('exit', resolve))
    expect(code).toBe(7)
    await happened('second tideline://join?invite=x')
    await app.window('planner')
  })

  test('with another data folder runs beside it', async () => {
    const { desktop, folder } = here()
    const other = await mkdtemp(path.join(os.tmpdir(), 'tideline-data-'))
    const second = await startApp(desktop, { dataDir: other, folder })
    expect((await second.window('planner')).url()).toMatch(/#\/planner\b/)
    await second.stop()
    await rm(other, { recursive: true, force: true })
  })
})

describe('notices', () => {
  const tell = (title: string) => inMain(`lab.notices.tell({ title: '${title}', body: '-5 min' }), 0`)

  test('that no server takes come back, and do not break anything', async () => {
    await tell('nobody')
    expect(await happened('lost nobody')).toBe(true)
  })

  test('reach a real dunst', async () => {
    const { desktop } = here()
    const dunst: Dunst = await startDunst(desktop)
    await tell('somebody')
    await waitFor('the notice', async () => (await dunst.displayed()) === 1)
    expect(await events()).not.toContain('lost somebody')
    await dunst.stop()
  })
})

describe('the rest of the desktop', () => {
  test('a shortcut is taken, given back, and a wrong one refused', async () => {
    const use = (keys: string) => inMain<boolean>(`lab.shortcut.use('${keys}')`)
    expect(await use('CommandOrControl+Alt+F')).toBe(true)
    expect(await inMain(`electron.globalShortcut.isRegistered('CommandOrControl+Alt+F')`)).toBe(true)
    expect(await use('CommandOrControl+Alt+G')).toBe(true)
    expect(await inMain(`electron.globalShortcut.isRegistered('CommandOrControl+Alt+F')`)).toBe(false)
    expect(await use('Not a key at all')).toBe(false)
    expect(await use('')).toBe(false)
  })

  test('start at login is a file of the desktop, and goes again', async () => {
    const { desktop } = here()
    const file = path.join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'tideline.desktop')
    await inMain(`lab.startAtLogin(true, { name: 'Tideline', comment: 'Focus', dataDir: '/some where' }), 0`)
    expect(readFileSync(file, 'utf8')).toMatch(/^Exec="[^"]+" "[^"]+" "--hidden" "--data-dir" "\/some where"$/m)
    await inMain(`lab.startAtLogin(false, { name: 'Tideline', comment: 'Focus', dataDir: undefined }), 0`)
    expect(existsSync(file)).toBe(false)
  })

  test('a Node beside the app says its lines, is told to end, and ends with us', async () => {
    const { folder } = here()
    const entry = path.join(folder, 'child.mjs')
    writeFileSync(
      entry,
      "console.log(process.argv[2], process.env.LAB); process.stdin.on('end', () => process.exit(5)).resume()",
    )
    await inMain(`(() => {
      lab.child = lab.startNode({ entry: ${JSON.stringify(entry)}, args: ['hello'], env: { LAB: 'there' }, name: 'Lab child' })
      lab.child.onLine((line) => lab.events.push(line))
      lab.child.onExit((code) => lab.events.push('exit ' + code))
    })()`)
    await happened('hello there')
    await inMain(`lab.child.stop()`)
    expect(await happened('exit null')).toBe(true)
  })

  test('a Node that is not there is an exit, not a crash', async () => {
    await inMain(`(() => {
      const node = process.env.TIDELINE_NODE
      process.env.TIDELINE_NODE = '/nowhere/node'
      lab.startNode({ entry: 'x', args: [], env: {}, name: 'x' }).onExit((code) => lab.events.push('no node ' + code))
      process.env.TIDELINE_NODE = node
    })()`)
    expect(await happened('no node null')).toBe(true)
  })
})
