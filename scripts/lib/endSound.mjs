/** The sound of an ended session: two soft tones, a fifth apart, computed. The same bytes on every computer. */

const RATE = 22_050
const SECONDS = 1.2
/** Far below full scale: it should be noticed, not startle. */
const PEAK = 0.32
/** Hertz, when it begins, and how fast it fades. */
const TONES = [
  { pitch: 523.25, from: 0, fade: 4.2, share: 0.55 },
  { pitch: 783.99, from: 0.16, fade: 3.8, share: 0.45 },
]
const ATTACK = 0.025
const RELEASE = 0.12

/** A WAV file: one channel, 16 bits. */
export function endSound() {
  const count = Math.round(RATE * SECONDS)
  const samples = Buffer.alloc(count * 2)
  for (let index = 0; index < count; index += 1)
    samples.writeInt16LE(Math.round(valueAt(index / RATE) * 32_767), index * 2)
  return Buffer.concat([header(samples.length), samples])
}

/** @param {number} time in seconds */
function valueAt(time) {
  const end = Math.min(1, (SECONDS - time) / RELEASE)
  return PEAK * end * TONES.reduce((sum, tone) => sum + toneAt(time - tone.from, tone), 0)
}

/** A tone with a little of its octave and twelfth, which makes it a soft bell rather than a beep. */
function toneAt(time, { pitch, fade, share }) {
  if (time <= 0) return 0
  const turn = 2 * Math.PI * pitch * time
  const wave =
    Math.sin(turn) + 0.18 * Math.sin(2 * turn) * Math.exp(-3 * time) + 0.06 * Math.sin(3 * turn) * Math.exp(-6 * time)
  return share * Math.min(1, time / ATTACK) * Math.exp(-fade * time) * wave
}

/** @param {number} bytes of samples */
function header(bytes) {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return head
}
