/** The few picture files that packages want, from pixels: PNG, Windows' ICO and macOS' ICNS, which both hold PNGs. */
import { crc32, deflateSync } from 'node:zlib'

/**
 * @param {Buffer} pixels red, green, blue, alpha
 * @param {number} size width and height
 */
export function png(pixels, size) {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  // Each row begins with its filter: 0, none.
  for (let y = 0; y < size; y += 1) pixels.copy(rows, y * (size * 4 + 1) + 1, y * size * 4, (y + 1) * size * 4)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND')])
}

function chunk(type, body = Buffer.alloc(0)) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** @param {readonly { size: number, file: Buffer }[]} pictures at most 256 pixels wide */
export function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let at = head.length
  for (const [index, { size, file }] of pictures.entries()) {
    const entry = 6 + 16 * index
    // 256 is written as 0.
    head.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], entry)
    head.writeUInt32LE(file.length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += file.length
  }
  return Buffer.concat([head, ...pictures.map(({ file }) => file)])
}

/** Names of macOS for sizes in pixels; those at double density stand beside the plain ones. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]

/** @param {(size: number) => Buffer} pngOf */
export function icns(pngOf) {
  const parts = ICNS_TYPES.map(([type, size]) => icnsPart(type, pngOf(size)))
  return icnsPart('icns', Buffer.concat(parts))
}

function icnsPart(type, body) {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}
