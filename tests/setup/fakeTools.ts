import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** A folder with programs written for one test, to be put first on the path. */
export interface FakeTools {
  readonly dir: string
  readonly env: NodeJS.ProcessEnv
  remove(): Promise<void>
}

/** Makes shell programs by name, such as `{ npm: 'echo hello' }`. */
export async function fakeTools(scripts: Readonly<Record<string, string>>): Promise<FakeTools> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-tools-'))
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(path.join(dir, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  return {
    dir,
    env: { ...process.env, PATH: `${dir}:${process.env['PATH']}`, XDG_CACHE_HOME: path.join(dir, 'cache') },
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
