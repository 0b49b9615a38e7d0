import { app, BrowserWindow } from 'electron'
import path from 'node:path'

// The least that an Electron app can be: one window with one line of text. `--hidden` hides it.
const at = process.argv.indexOf('--data-dir')
app.setPath('userData', path.join(process.argv[at + 1], 'bare'))

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1080, height: 720, show: false })
  window.once('ready-to-show', () => process.argv.includes('--hidden') || window.show())
  await window.loadFile(path.join(import.meta.dirname, 'index.html'))
  const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now()))))'
  if (!process.argv.includes('--hidden')) console.log(`BARE_READY ${await window.webContents.executeJavaScript(drawn)}`)
  else console.log(`BARE_READY ${Date.now()}`)
})
