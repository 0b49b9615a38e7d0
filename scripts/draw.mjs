/** Makes what is computed and committed: the app's icon and the end sound. `npm run draw`. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { drawnFiles } from './lib/drawn.mjs'
import { inRoot } from './lib/paths.mjs'

for (const [name, bytes] of drawnFiles()) {
  const file = inRoot('resources', ...name.split('/'))
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, bytes)
}
