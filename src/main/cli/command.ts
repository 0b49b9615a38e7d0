/** What every command gets. */
import type { Command } from 'commander'
import type { Talk } from './talk.ts'

export interface CliTools {
  /** Runs with the app's data folder of this command line; closes the conversation whatever happens. */
  talking(use: (talk: Talk) => Promise<void>): Promise<void>
  print(lines: string | readonly string[]): void
  printJson(value: unknown): void
}

/** Adds a group of commands. */
export type AddCommands = (program: Command, tools: CliTools) => void
