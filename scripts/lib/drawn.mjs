/** Everything that is computed and committed: where it lies under `resources`, and its bytes. */
import { endSound } from './endSound.mjs'
import { drawIcon } from './icon.mjs'
import { icns, ico, png } from './pictureFiles.mjs'

const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]

/** @returns {Map<string, Buffer>} */
export function drawnFiles() {
  const known = new Map()
  const pngOf = (size) => {
    if (!known.has(size)) known.set(size, png(drawIcon(size), size))
    return known.get(size)
  }
  return new Map([
    ['sounds/end.wav', endSound()],
    ['icon.png', pngOf(1024)],
    ['icon.icns', icns(pngOf)],
    ['icon.ico', ico(WINDOWS_SIZES.map((size) => ({ size, file: pngOf(size) })))],
    ...LINUX_SIZES.map((size) => [`icons/${size}x${size}.png`, pngOf(size)]),
  ])
}
