import { app, nativeImage, Tray } from 'electron'
import path from 'node:path'

// The least that an Electron app in the tray can be: an icon, and no window.
const at = process.argv.indexOf('--data-dir')
app.setPath('userData', path.join(process.argv[at + 1], 'bare-tray'))
app.on('window-all-closed', () => {})

void app.whenReady().then(() => {
  const dot = Buffer.alloc(22 * 22 * 4, 0xff)
  globalThis.tray = new Tray(nativeImage.createFromBitmap(dot, { width: 22, height: 22 }))
  console.log(`BARE_READY ${Date.now()}`)
})
