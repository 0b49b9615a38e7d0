/** The mute port of this machine. */
import { type Desktop, linuxDesktop } from './desktop.ts'
import { macosDesktop } from './adapters/macos.ts'
import { noneAdapter } from './adapters/none.ts'
import { windowsDesktop } from './adapters/windows.ts'
import { workerDesktop } from './adapters/worker.ts'
import { busAddressFrom } from './host/bus.ts'
import { hostEnvironment } from './host/environment.ts'
import { leaseFiles } from './lease/files.ts'
import { createMuteOver } from './mute.ts'
import type { MuteOptions, MutePort } from './port.ts'

/** Costs nothing until the first wish: the bus and its library are loaded then. */
export function createMute({ busAddress, runtimeDir, env, now, owner }: MuteOptions): MutePort {
  const address = busAddress ?? busAddressFrom(env)
  const clean = hostEnvironment(env, address)
  const desktop = desktopOf(process.platform, address, clean)
  return createMuteOver({ desktop, files: leaseFiles(runtimeDir, address, env), env: clean, owner, now })
}

function desktopOf(platform: NodeJS.Platform, address: string | null, env: NodeJS.ProcessEnv): Desktop {
  if (platform === 'linux') return linuxDesktop(address, env)
  if (platform === 'darwin') return workerDesktop(macosDesktop(env))
  if (platform === 'win32') return workerDesktop(windowsDesktop(env))
  return nowhere
}

const nowhere: Desktop = {
  find: async () => ({ adapter: noneAdapter(''), server: '' }),
  findAgain: async () => null,
  onChange: () => () => undefined,
  close: () => undefined,
}
