/** The hub as a program: `serve` (the default), and what its owner does (commands.ts). */
import { isMainThread } from 'node:worker_threads'
import { Command } from 'commander'
import { type ServeWords, UsageError } from './config.ts'
import { addServeOptions, applyConfigFile } from './options.ts'
import { addOwnerCommands } from './commands.ts'
import { serve } from './serve.ts'
import { runWriter } from './store/writer.ts'

/** The store's writer runs in a thread of this same file, so that a bundle needs no second one. */
const THIS_FILE = new URL(import.meta.url)

function program(): Command {
  const hub = new Command('hub').description('The server that carries a Tideline team').showHelpAfterError()
  addServeOptions(hub.command('serve', { isDefault: true }).description('run the hub')).action(
    (_: unknown, command: Command) => {
      applyConfigFile(command)
      return serve(command.opts<ServeWords>(), THIS_FILE)
    },
  )
  addOwnerCommands(hub, THIS_FILE)
  return hub
}

async function main(): Promise<void> {
  // What the hub writes is its own user's alone, in a folder that was there before too.
  process.umask(0o077)
  try {
    await program().parseAsync(process.argv.slice(2), { from: 'user' })
    process.exitCode = 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (isMainThread) await main()
else runWriter()
