import { launch } from './lib/launch.mjs'
import { runMain, say } from './lib/say.mjs'
import { setUp } from './lib/setup.mjs'

// npm start [-- arguments for the app]
await runMain(async () => {
  const electron = await setUp()
  say(electron.line)
  return launch(electron.path, process.argv.slice(2))
})
