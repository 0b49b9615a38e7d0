/** What can go wrong on the command line: always one sentence and an exit code, never a stack. */
import { sentence } from '../text.ts'

export const EXIT = { done: 0, refused: 1, usage: 2, notRunning: 3, noAnswer: 4 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export class CliProblem extends Error {
  readonly exit: ExitCode
  constructor(exit: ExitCode, message: string) {
    super(message)
    this.exit = exit
  }
}

/** A problem from a key of the catalogue. */
export const problem = (exit: ExitCode, key: string, values?: Readonly<Record<string, string | number>>): CliProblem =>
  new CliProblem(exit, sentence(key, values))

/** Typed by the person and not readable. */
export const badInput = (code: string, values?: Readonly<Record<string, string | number>>): CliProblem =>
  problem(EXIT.usage, code, values)
