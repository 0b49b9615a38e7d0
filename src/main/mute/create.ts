/** The mute port of this machine. */
import { type Desktop, linuxDesktop } from './desktop.ts'
import { noneAdapter } from './adapters/none.ts'
import { busAddressFrom } from './host/bus.ts'
import { hostEnvironment } from './host/environment.ts'
import { leaseFiles } from './lease/files.ts'
import { createMuteOver } from './mute.ts'
import type { MuteOptions, MutePort } from './port.ts'

/** Costs nothing until the first wish: the bus and its library are loaded then. */
export function createMute({ busAddress, runtimeDir, env, now, owner }: MuteOptions): MutePort {
  const address = busAddress ?? busAddressFrom(env)
  const clean = hostEnvironment(env, address)
  const desktop = process.platform === 'linux' ? linuxDesktop(address, clean) : nowhere
  return createMuteOver({ desktop, files: leaseFiles(runtimeDir, address, env), env: clean, owner, now })
}

const nowhere: Desktop = {
  find: async () => ({ adapter: noneAdapter(''), server: '' }),
  findAgain: async () => null,
  onChange: () => () => undefined,
  close: () => undefined,
}
