/** Lines out of a stream of bytes, none longer than allowed. */
import type { Socket } from 'node:net'

export class LineTooLong extends Error {}

/**
 * Each whole line without its newline, and at the end of the stream what is left. `half` hears whether a line has begun
 * that is not whole yet. Asks for more bytes only when the line before was dealt with.
 */
export async function* linesOf(
  socket: Socket,
  longest: number,
  half: (begun: boolean) => void,
): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    rest = Buffer.concat([rest, chunk as Buffer])
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      if (end > longest) throw new LineTooLong()
      half(false)
      yield rest.toString('utf8', 0, end)
      rest = rest.subarray(end + 1)
    }
    if (rest.length > longest) throw new LineTooLong()
    half(rest.length > 0)
  }
  half(false)
  if (rest.length > 0) yield rest.toString('utf8')
}

const NEWLINE = 0x0a
