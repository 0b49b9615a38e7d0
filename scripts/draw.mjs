/** Makes what is computed and committed: the end sound. `npm run draw`. */
import { writeFile } from 'node:fs/promises'
import { endSound } from './lib/endSound.mjs'
import { inRoot } from './lib/paths.mjs'

await writeFile(inRoot('resources', 'sounds', 'end.wav'), endSound())
