/** One connection: a line in, a line out, in order. Whatever the other side does, it costs only this connection. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { LineTooLong, linesOf } from './lines.ts'
import type { Answer, ControlLimits } from './protocol.ts'
import { refusalOf } from './sentence.ts'

export async function converse(
  socket: Socket,
  answer: (line: string) => Promise<Answer>,
  limits: ControlLimits,
): Promise<void> {
  const patience = watchPatience(socket, limits)
  try {
    for await (const line of linesOf(socket, limits.line, patience.half)) {
      if (line.trim() === '') continue
      patience.busy(true)
      await send(socket, await answer(line))
      patience.busy(false)
    }
    socket.end()
  } catch (error) {
    hangUp(socket, error instanceof LineTooLong ? 'control_line_too_long' : null)
  } finally {
    patience.stop()
  }
}

async function send(socket: Socket, answer: Answer): Promise<void> {
  if (!socket.write(`${JSON.stringify(answer)}\n`)) await once(socket, 'drain')
}

/** Says why, if there is something to say, and ends. */
export function hangUp(socket: Socket, code: string | null): void {
  if (code === null) return void socket.destroy()
  socket.on('error', () => socket.destroy())
  socket.end(`${JSON.stringify(refusalOf(null, code))}\n`, () => socket.destroy())
}

/** Hangs up on half lines and on connections that are held for nothing. */
function watchPatience(socket: Socket, limits: ControlLimits) {
  let lineTimer: NodeJS.Timeout | null = null
  let busy = false
  const half = (begun: boolean): void => {
    if (lineTimer !== null && !begun) clearTimeout(lineTimer)
    if (!begun) lineTimer = null
    else lineTimer ??= setTimeout(() => hangUp(socket, 'control_half_line'), limits.halfLine)
  }
  socket.setTimeout(limits.idle, () => {
    if (!busy) hangUp(socket, null)
  })
  return {
    half,
    busy: (on: boolean): void => {
      busy = on
    },
    stop: () => half(false),
  }
}
