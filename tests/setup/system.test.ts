import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { run } from '../../scripts/lib/run.mjs'
import { type FakeTools, fakeTools } from './fakeTools.ts'

let tools: FakeTools | undefined
afterEach(() => tools?.remove())

const MISSING = { ldd: 'echo "  libgtk-3.so.0 => not found"', ldconfig: 'echo "libnotify.so.4 => there"' }
const PRESENT = { ldd: 'echo "  libgtk-3.so.0 => /usr/lib/libgtk-3.so.0"', ldconfig: 'echo "libnotify.so.4 => there"' }

/** `ensureLibraries` on a machine with these tools, as root or as an ordinary user. */
async function ensureOn(scripts: Record<string, string>, user: 'root' | 'ordinary') {
  const log = 'echo "$@" >> "$(dirname "$0")/apt.log"'
  tools = await fakeTools({ 'apt-get': log, 'apt-cache': 'exit 0', ...scripts })
  const code = `import { ensureLibraries } from ${JSON.stringify(inRoot('scripts', 'lib', 'system.mjs'))}
    process.getuid = () => ${user === 'root' ? 0 : 1000}
    ensureLibraries('/opt/electron').then(() => console.log('fine'), (error) => console.log(error.message))`
  const { out } = await run(nodePath(), ['--input-type=module', '-e', code], { env: tools.env })
  const calls = await readFile(path.join(tools.dir, 'apt.log'), 'utf8').catch(() => '')
  return { out, calls }
}

describe.runIf(process.platform === 'linux')('system libraries', () => {
  test('nothing is installed where all are there', async () => {
    expect(await ensureOn(PRESENT, 'root')).toEqual({ out: 'fine\n', calls: '' })
  })

  test('root: the missing ones are installed', async () => {
    const { out, calls } = await ensureOn(MISSING, 'root')
    expect(out).toContain('fine')
    expect(calls).toMatch(/^install -y .*libgtk-3-0 .*libnotify4/)
  })

  test('root: the new names are used where the system has them', async () => {
    const policy = 'printf "libgtk-3-0t64:\\n  Installed: (none)\\n  Candidate: 3.24\\nlibnss3t64:\\n"'
    const { calls } = await ensureOn({ ...MISSING, 'apt-cache': policy }, 'root')
    expect(calls).toMatch(/libgtk-3-0t64 libnss3 /)
  })

  test('root: the list of packages is refreshed when they are not found at first', async () => {
    const script = `echo "$@" >> "$(dirname "$0")/apt.log"; case "$1" in install) [ -e "$0.updated" ];; update) touch "$0.updated";; esac`
    const { out, calls } = await ensureOn({ ...MISSING, 'apt-get': script }, 'root')
    expect(out).toContain('fine')
    expect(calls.split('\n').map((line) => line.split(' ')[0])).toEqual(['install', 'update', 'install', ''])
  })

  test('an ordinary user is told the exact command', async () => {
    const { out, calls } = await ensureOn(MISSING, 'ordinary')
    expect(out).toContain('libgtk-3.so.0')
    expect(out).toMatch(/\n {2}sudo apt-get install -y libgtk-3-0 libnss3 /)
    expect(calls).toBe('')
  })
})
