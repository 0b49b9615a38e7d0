import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leaseFiles } from '../../src/main/mute/lease/files.ts'
import { createMuteOver } from '../../src/main/mute/mute.ts'
import { fakeAdapter, fakeDesktop, fakeMute } from '../fakes/mute.ts'
import { fileDesktop } from '../fakes/muteFile.ts'
import { adapterContract, portContract } from './mute.contract.ts'

adapterContract('the desktop in memory', async () => {
  const desktop = fakeDesktop()
  return {
    adapter: fakeAdapter(desktop),
    setByHand: (muted) => desktop.setByHand(muted),
    shell: null,
    close: () => undefined,
  }
})

portContract('the desktop in memory (fake port)', async () => {
  const desktop = fakeDesktop()
  return {
    open: (owner) => fakeMute({ desktop, owner }),
    isMuted: desktop.muted,
    setByHand: (muted) => desktop.setByHand(muted),
    close: () => undefined,
  }
})

async function inAFile(): Promise<{ folder: string; path: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-mute-'))
  const path = join(folder, 'muted')
  await writeFile(path, 'false')
  return { folder, path, close: () => rm(folder, { recursive: true, force: true }) }
}

adapterContract('a desktop in a file', async () => {
  const { path, close } = await inAFile()
  const desktop = fileDesktop(path)
  return { adapter: desktop.adapter, setByHand: (muted) => desktop.setByHand(muted), shell: process.env, close }
})

for (const persists of [false, true]) {
  portContract(`a desktop in a file (real port, ${persists ? 'kept' : 'forgotten'} over a restart)`, async () => {
    const { folder, path, close } = await inAFile()
    const env = { PATH: process.env['PATH'], HOME: folder }
    const files = leaseFiles(folder, 'unix:path=/bus', env)
    const desktop = fileDesktop(path, { persists })
    return {
      open: (owner) => createMuteOver({ desktop: fileDesktop(path, { persists }), files, env, owner, now: Date.now }),
      isMuted: desktop.muted,
      setByHand: (muted) => desktop.setByHand(muted),
      close,
    }
  })
}
