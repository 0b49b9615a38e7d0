/** `tideline`: the running app, from the command line (docs/cli.md). */
import { homedir } from 'node:os'
import { runCli } from './cli/program.ts'

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', () => process.exit())

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  platform: process.platform,
  home: homedir(),
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
