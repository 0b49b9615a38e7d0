import { app, BrowserWindow, Menu, nativeImage, Tray } from 'electron'

// The smallest app with a tray: what the harness itself is tested with.
const square = (red, green, blue) => {
  const pixels = Buffer.alloc(22 * 22 * 4)
  for (let i = 0; i < pixels.length; i += 4) pixels.set([blue, green, red, 255], i)
  return nativeImage.createFromBitmap(pixels, { width: 22, height: 22 })
}

const kept = []

function startTray() {
  const tray = new Tray(square(40, 180, 60))
  let clicks = 0
  tray.setToolTip('clicked 0 times')
  tray.on('click', () => {
    clicks += 1
    tray.setToolTip(`clicked ${clicks} times`)
  })
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Colour', submenu: [{ label: 'Red', click: () => tray.setImage(square(220, 40, 40)) }] },
      { type: 'separator' },
      { label: 'Off', enabled: false },
      { label: 'Quit', click: () => app.quit() },
    ]),
  )
  return tray
}

// Not awaited at the top: Electron becomes ready only after this module has run.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 300, height: 200 })
  kept.push(window, startTray())
  await window.loadURL('data:text/html,<title>fixture</title><h1>Fixture</h1>')
})
