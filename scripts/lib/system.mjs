import { existsSync } from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { say, sayWhile, Trouble } from './say.mjs'

/** What Electron links to or opens at run time, by the package manager's names. */
const ELECTRON = {
  'apt-get': [
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libatk-bridge2.0-0',
    'libdrm2',
    'libnotify4',
    'libxtst6',
  ],
  dnf: ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libXScrnSaver', 'at-spi2-atk', 'libdrm', 'libnotify', 'libXtst'],
  pacman: ['gtk3', 'nss', 'alsa-lib', 'mesa', 'libxss', 'at-spi2-core', 'libdrm', 'libnotify', 'libxtst'],
  zypper: ['gtk3', 'mozilla-nss', 'alsa', 'libgbm1', 'libXss1', 'at-spi2-core', 'libdrm2', 'libnotify4', 'libXtst6'],
}
const DISPLAY = {
  'apt-get': ['xvfb', 'dbus'],
  dnf: ['xorg-x11-server-Xvfb', 'dbus-daemon'],
  pacman: ['xorg-server-xvfb', 'dbus'],
  zypper: ['xorg-x11-server-Xvfb', 'dbus-1'],
}
/** Real parts that the tests drive. */
const TESTS = [
  'xvfb',
  'xauth',
  'dbus',
  'dbus-x11',
  'dunst',
  'libnotify-bin',
  'xfce4-notifyd',
  'xfconf',
  'mate-notification-daemon',
  'x11-utils',
  'xdotool',
  'gsettings-desktop-schemas',
  'dconf-gsettings-backend',
  'dconf-cli',
  'libglib2.0-bin',
  // A compositor without a screen, two servers for it, and a camera: 7 MB.
  'sway',
  'mako-notifier',
  'sway-notification-center',
  'grim',
  // What several hubs share, and who watches it: 3 MB.
  'redis-server',
  'redis-sentinel',
  // A proxy in front of a hub, and certificates of all kinds.
  'nginx-light',
  'openssl',
  // Two SOCKS proxies, and names that only they know: 2 MB.
  'microsocks',
  'dante-server',
  'libnss-wrapper',
  // A calendar server: 1 MB beside Python.
  'radicale',
]
const INSTALL = { 'apt-get': 'apt-get install -y', dnf: 'dnf install', pacman: 'pacman -S', zypper: 'zypper install' }

/** Makes sure that the libraries this Electron needs are there, or says exactly what to run. */
export async function ensureLibraries(electron) {
  if (process.platform !== 'linux') return
  const missing = await missingLibraries(electron)
  if (missing.length > 0)
    await provide(ELECTRON, `Electron needs system libraries that are missing (${missing.join(', ')}).`)
}

/** Makes sure that a virtual display and a private message bus can be started. */
export async function ensureDisplayTools() {
  const missing = ['Xvfb', 'dbus-daemon'].filter((name) => !onPath(name))
  if (missing.length > 0) await provide(DISPLAY, `There is no display, and ${missing.join(' and ')} are missing.`)
}

/** Makes sure that the desktop parts which the tests drive are installed (Debian and Ubuntu). */
export async function ensureTestPackages() {
  if (process.platform !== 'linux') return
  if (!onPath('dpkg-query')) throw new Trouble(`The desktop tests need Debian's packages: ${TESTS.join(' ')}`)
  const { out } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...TESTS])
  const missing = TESTS.filter((name) => !out.includes(`${name} installed`))
  if (missing.length > 0) await provide({ 'apt-get': missing }, `The desktop tests need ${missing.join(', ')}.`)
}

async function missingLibraries(electron) {
  const [linked, known] = await Promise.all([run('ldd', [electron]), run('ldconfig', ['-p'], { env: withSbin() })])
  const missing = linked.out
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0])
  // Opened at run time, so that ldd does not show it; without it Electron has no notifications.
  if (known.code === 0 && !known.out.includes('libnotify.so.4')) missing.push('libnotify.so.4')
  return missing
}

async function provide(byManager, why) {
  const manager = Object.keys(byManager).find(onPath)
  if (!manager) throw new Trouble(`${why} Install them with your package manager and try again.`)
  const names = manager === 'apt-get' ? await aptNames(byManager[manager]) : byManager[manager]
  const command = `${INSTALL[manager]} ${names.join(' ')}`
  if (manager !== 'apt-get' || process.getuid() !== 0)
    throw new Trouble(`${why} Run this once, then try again:\n\n  sudo ${command}\n`)
  say(why)
  await aptInstall(names)
}

/** Newer Debian and Ubuntu renamed some libraries: `libgtk-3-0` is `libgtk-3-0t64` there. */
async function aptNames(names) {
  const renamed = names.map((name) => `${name}t64`)
  const { out } = await run('apt-cache', ['policy', ...renamed])
  return names.map((name) => (new RegExp(`^${name}t64:\\n.*\\n  Candidate: \\d`, 'm').test(out) ? `${name}t64` : name))
}

async function aptInstall(names) {
  const done = sayWhile(`Installing ${names.length} system packages with apt-get`)
  if ((await apt('install', names)).code !== 0) {
    say('  … refreshing the list of packages')
    await apt('update', [])
    const again = await apt('install', await aptNames(names))
    if (again.code !== 0)
      throw new Trouble(`apt-get could not install ${names.join(' ')}:\n${again.out.trim().slice(-1500)}`)
  }
  done()
  say('System packages installed.')
}

function apt(what, names) {
  const options = what === 'install' ? ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=180'] : []
  return run('apt-get', [what, ...options, ...names], { env: { ...withSbin(), DEBIAN_FRONTEND: 'noninteractive' } })
}

const withSbin = () => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` })

function onPath(name) {
  return `${process.env.PATH}:/usr/sbin:/sbin`.split(path.delimiter).some((dir) => existsSync(path.join(dir, name)))
}
