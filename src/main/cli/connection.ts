/** One conversation with a running app over its control socket. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { SECOND } from '../../core/time/instant.ts'
import { Answer } from '../control/protocol.ts'
import { CliProblem, EXIT, problem } from './problem.ts'

/** The largest answer that is read: a plan or a team of thousands fits many times over. */
const LONGEST_ANSWER = 16 * 1024 * 1024

export interface Connection {
  /**
   * The value of the answer. Throws `CliProblem` with the app's own sentence if it refuses; null where the app hangs up
   * instead of answering.
   */
  request(body: Readonly<Record<string, unknown>>, patience?: number): Promise<{ readonly value: unknown } | null>
  close(): void
}

/** Throws `CliProblem`: nobody listens, or not to us. */
export async function openConnection(path: string, dataDir: string): Promise<Connection> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
  } catch (error) {
    throw unreachable(error, dataDir)
  }
  return conversation(socket)
}

function unreachable(error: unknown, dataDir: string): CliProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    return problem(EXIT.notRunning, 'cli.problem.notRunning', { dataDir })
  return problem(EXIT.noAnswer, 'cli.problem.closed', { dataDir, code })
}

function conversation(socket: Socket): Connection {
  socket.on('error', () => socket.destroy())
  const answers = answersOf(socket)
  let count = 0
  return {
    async request(body, patience = 10 * SECOND) {
      count += 1
      socket.write(`${JSON.stringify({ id: count, ...body })}\n`)
      const next = await answers.next(AbortSignal.timeout(patience))
      if (next === null) return null
      const answer = readAnswer(next)
      if (!answer.ok) throw new CliProblem(EXIT.refused, answer.message)
      if (answer.id !== count) throw problem(EXIT.noAnswer, 'cli.problem.garbage')
      return { value: answer.value }
    },
    close: () => socket.destroy(),
  }
}

function readAnswer(line: string): Answer {
  try {
    return Answer.parse(JSON.parse(line))
  } catch {
    throw problem(EXIT.noAnswer, 'cli.problem.garbage')
  }
}

/** Lines from the socket, one at a time; null at its end. */
function answersOf(socket: Socket): { next(patience: AbortSignal): Promise<string | null> } {
  let heard = ''
  let ended = false
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => void (heard += chunk))
  socket.once('close', () => void (ended = true))
  return {
    async next(signal) {
      for (;;) {
        const end = heard.indexOf('\n')
        if (end !== -1) {
          const line = heard.slice(0, end)
          heard = heard.slice(end + 1)
          return line
        }
        if (heard.length > LONGEST_ANSWER || (ended && heard !== ''))
          throw problem(EXIT.noAnswer, 'cli.problem.garbage')
        if (ended) return null
        await more(socket, signal)
      }
    },
  }
}

async function more(socket: Socket, signal: AbortSignal): Promise<void> {
  const heard = new AbortController()
  const either = { signal: AbortSignal.any([signal, heard.signal]) }
  try {
    await Promise.race([once(socket, 'data', either), once(socket, 'close', either)])
  } catch {
    if (signal.aborted) throw problem(EXIT.noAnswer, 'cli.problem.silent')
  } finally {
    // The listener for what did not come must not stay.
    heard.abort()
  }
}
