/** For benches: counts what timers call, here and in the windows, and tells it on standard output at each SIGUSR2. Hides all windows at the first. */
import { app, BrowserWindow, type WebContents } from 'electron'
import { createHook, executionAsyncResource } from 'node:async_hooks'

const IN_A_PAGE = `(() => {
  globalThis.tracedCallbacks = 0
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
    const real = globalThis[name].bind(globalThis)
    globalThis[name] = (run, ...rest) => real((...args) => { globalThis.tracedCallbacks += 1; return run(...args) }, ...rest)
  }
})()`

let inMain = 0

/** Every timer and immediate that Node calls here, whoever asked for it. */
function countHere(): void {
  const before = (): void => {
    const { name } = executionAsyncResource().constructor
    if (name === 'Timeout' || name === 'Immediate') inMain += 1
  }
  createHook({ before }).enable()
}

function countThere({ debugger: cdp }: WebContents): void {
  cdp.attach()
  void cdp.sendCommand('Page.enable')
  void cdp.sendCommand('Page.addScriptToEvaluateOnNewDocument', { source: IN_A_PAGE })
}

async function tell(): Promise<void> {
  const windows = BrowserWindow.getAllWindows()
  for (const window of windows) window.hide()
  const main = inMain
  const counts = await Promise.all(
    windows.map(({ webContents }) => webContents.executeJavaScript('[document.hidden, globalThis.tracedCallbacks]')),
  )
  process.stdout.write(`TIDELINE_CALLBACKS ${JSON.stringify({ main, windows: counts })}\n`)
}

countHere()
app.on('web-contents-created', (_event, contents) => countThere(contents))
process.on('SIGUSR2', () => void tell())
