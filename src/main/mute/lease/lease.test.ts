import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leaseFiles } from './files.ts'
import { type Lease, parseLease, printLease } from './format.ts'
import { isAlive, thisProcess } from './process.ts'
import { muteRuntimeDir } from './runtimeDir.ts'

describe('the lease as text', () => {
  const lease: Lease = {
    adapter: 'mako',
    already: false,
    previous: ['default', 'a mode'],
    ours: ['default', 'a mode', 'do-not-disturb'],
    since: 1_795_327_856_317,
    restore: '/bin/sh -c \'x="$1"\'',
    mirror: null,
    login: null,
    holders: [
      { pid: 42, start: '918273', boot: '2f6c-1', owner: 'data/one two\n', until: null },
      { pid: 43, start: '918274', boot: '2f6c-1', owner: '', until: 1_795_330_856_317 },
    ],
  }

  test('comes back as it was', () => {
    expect(parseLease(printLease(lease))).toEqual(lease)
    expect(
      parseLease(printLease({ ...lease, mirror: '/home/a b/x.lease', restore: '', previous: null, already: true })),
    ).toEqual({ ...lease, mirror: '/home/a b/x.lease', restore: '', previous: null, already: true })
  })

  test('takes no command of two lines', () => {
    expect(() => printLease({ ...lease, restore: 'one\ntwo' })).toThrow('one line')
    expect(printLease(lease).trimEnd().split('\n')).toHaveLength(5)
  })

  test.each([
    ['nothing', ''],
    ['half a line', 'tideline-mute 1\nstate {"adapter":"du'],
    ['a later version', printLease(lease).replace('mute 1', 'mute 2')],
    ['other facts', 'tideline-mute 1\nstate {"adapter":7}'],
  ])('%s is no lease', (_case, text) => {
    expect(parseLease(text)).toBeNull()
  })

  test('an unreadable holder does not count', () => {
    expect(parseLease(`${printLease(lease)}holder x\nholder nonsense 1 2 3 -\n`)?.holders).toHaveLength(2)
  })
})

describe('a holder', () => {
  test('is alive as the process that it was, and as no other', () => {
    const me = thisProcess()
    expect(isAlive(me)).toBe(true)
    expect(isAlive({ ...me, start: '1' })).toBe(false)
    expect(isAlive({ ...me, boot: 'an earlier one' })).toBe(false)
    expect(isAlive({ ...me, pid: 4_194_305 })).toBe(false)
  })
})

describe('the file of a bus', () => {
  const file = (address: string | null) => leaseFiles('/run/user/1', address, {}).lease

  test('is the same for all spellings of one bus, and another for another', () => {
    expect(file('unix:path=/run/user/1/bus,guid=abc')).toBe(file('unix:path=/run/user/1/bus'))
    expect(file('unix:path=/run/user/1/bus;tcp:host=x')).toBe(file('unix:path=/run/user/1/bus'))
    expect(file('unix:path=/run/user/2/bus')).not.toBe(file('unix:path=/run/user/1/bus'))
    expect(file(null)).not.toBe(file('unix:path=/run/user/1/bus'))
  })

  test('has a copy under the state folder, where there is one', () => {
    expect(leaseFiles('/r', null, { XDG_STATE_HOME: '/s', HOME: '/h' }).mirrors).toBe('/s/tideline')
    expect(leaseFiles('/r', null, { HOME: '/h' }).mirrors).toBe('/h/.local/state/tideline')
    expect(leaseFiles('/r', null, { XDG_STATE_HOME: 'relative' }).mirrors).toBeNull()
    expect(leaseFiles('/r', null, {}).mirrors).toBeNull()
  })
})

describe('the runtime folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tideline-run-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const own = () => join(folder, `tideline-${process.getuid?.()}`)

  test("is the session's own", () => {
    expect(muteRuntimeDir({ XDG_RUNTIME_DIR: folder })).toBe(folder)
  })

  test.each([undefined, '', 'relative', '/nowhere/at/all'])('is one of ours where the session has %j', (given) => {
    const env = given === undefined ? {} : { XDG_RUNTIME_DIR: given }
    expect(muteRuntimeDir(env, folder)).toBe(own())
    expect(muteRuntimeDir(env, folder)).toBe(own())
  })

  test('is one that nobody can guess where others may write to it', () => {
    mkdirSync(own())
    chmodSync(own(), 0o777)
    expect(muteRuntimeDir({}, folder)).toMatch(new RegExp(`^${own()}-\\w{6}$`))
  })

  test('is one that nobody can guess where it is a link to somewhere', () => {
    mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 })
    symlinkSync(join(folder, 'elsewhere'), own())
    expect(muteRuntimeDir({}, folder)).toMatch(new RegExp(`^${own()}-\\w{6}$`))
  })

  test('is named even where nothing can be made, so that the app starts and says so', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(muteRuntimeDir({}, join(folder, 'file'))).toBe(join(folder, 'file', `tideline-${process.getuid?.()}`))
  })
})
