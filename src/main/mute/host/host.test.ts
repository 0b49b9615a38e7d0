import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { hostEnvironment } from './environment.ts'
import { busCommand, commandLine, ifStill, LEFT_ALONE, text } from './shell.ts'

describe('the environment of host tools', () => {
  test('drops what makes them lie, and keeps what they need', () => {
    const env = {
      GSETTINGS_BACKEND: 'memory',
      LD_LIBRARY_PATH: '/x',
      LD_PRELOAD: '/y',
      GIO_MODULE_DIR: '/z',
      NODE_OPTIONS: '-r q',
      HOME: '/h',
      DCONF_PROFILE: 'p',
    }
    expect(hostEnvironment(env, 'unix:path=/bus')).toEqual({
      HOME: '/h',
      DCONF_PROFILE: 'p',
      LC_ALL: 'C',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus',
    })
  })

  test('takes the bundle out of every list, and an emptied list away', () => {
    const env = {
      APPDIR: '/tmp/.mount_TideAB',
      SNAP: '/snap/tideline/7',
      PATH: '/tmp/.mount_TideAB/usr/bin:/usr/bin:/bin',
      XDG_DATA_DIRS: '/snap/tideline/7/usr/share:/usr/share',
      GSETTINGS_SCHEMA_DIR: '/tmp/.mount_TideAB/schemas',
      GIO_EXTRA_MODULES: '/nix/store/dconf/lib/gio/modules',
    }
    const clean = hostEnvironment(env, null)
    expect(clean).toMatchObject({
      PATH: '/usr/bin:/bin',
      XDG_DATA_DIRS: '/usr/share',
      GIO_EXTRA_MODULES: '/nix/store/dconf/lib/gio/modules',
    })
    expect(clean).not.toHaveProperty('GSETTINGS_SCHEMA_DIR')
  })
})

describe('a command line', () => {
  test('carries every word to the shell as it is', () => {
    const words = ['plain', 'two words', "it's", '$HOME', '`id`', '"', 'a\\b', '*', '']
    const out = execFileSync('/bin/sh', ['-c', `for word in ${commandLine(words)}; do printf '%s|' "$word"; done`], {
      encoding: 'utf8',
    })
    expect(out.split('|').slice(0, -1)).toEqual(words)
  })

  test('of each tool, as its manual has it', () => {
    const call = {
      to: 'a.b',
      path: '/a/b',
      iface: 'a.b.C',
      member: 'Set',
      args: [text('name'), { type: 'uint32', text: '100', variant: true }],
    } as const
    expect(busCommand('dbus-send', call)).toEqual([
      'dbus-send',
      '--session',
      '--print-reply=literal',
      '--reply-timeout=5000',
      '--dest=a.b',
      '/a/b',
      'a.b.C.Set',
      'string:name',
      'variant:uint32:100',
    ])
    expect(busCommand('gdbus', call)).toEqual([
      'gdbus',
      'call',
      '--session',
      '--timeout',
      '5',
      '--dest',
      'a.b',
      '--object-path',
      '/a/b',
      '--method',
      'a.b.C.Set',
      "'name'",
      '<uint32 100>',
    ])
    expect(busCommand('busctl', call)).toEqual([
      'busctl',
      '--user',
      '--timeout=5',
      'call',
      'a.b',
      '/a/b',
      'a.b.C',
      'Set',
      'sv',
      'name',
      'u',
      '100',
    ])
  })
})

describe('only what is still ours', () => {
  const codeOf = (look: readonly string[]) => {
    const [file = '', ...args] = ifStill('100', look, ['true'])
    try {
      execFileSync(file, args, { stdio: 'ignore' })
      return 0
    } catch (error) {
      return (error as { status: number }).status
    }
  }

  test.each([
    ['(<uint32 100>,)', 0],
    ['   variant       uint32 100', 0],
    ['v u 100', 0],
    ['v u 1000', LEFT_ALONE],
    ['v u 40', LEFT_ALONE],
    ['', LEFT_ALONE],
  ])('%j ends with %i', (answer, code) => {
    expect(codeOf(['echo', answer])).toBe(code)
  })

  test('no answer is no reason to act', () => {
    expect(codeOf(['false'])).toBe(1)
  })
})
