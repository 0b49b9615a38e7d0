import { findElectron } from '../runtime.mjs'
import { ensureBuild } from './build.mjs'
import { checkNode, ensurePackages } from './packages.mjs'
import { ensureLibraries } from './system.mjs'

/** Everything between a bare clone and a built app with an Electron that can run it. */
export async function setUp() {
  checkNode()
  await ensurePackages()
  const electron = await findElectron()
  await ensureLibraries(electron.path)
  await ensureBuild()
  return electron
}
