/** The app menu: by roles, so that copy, paste, zoom and close have their usual keys. Hidden on Linux and Windows until Alt. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { text } from '../text.ts'
import type { Windows } from './windows.ts'

export interface MenuParts {
  readonly zoom: Windows['zoom']
  readonly quit: () => void
}

export function setAppMenu(parts: MenuParts): void {
  const menus = [edit(), view(parts), windowMenu(), ...(process.platform === 'darwin' ? [] : [file(parts)])]
  Menu.setApplicationMenu(Menu.buildFromTemplate(process.platform === 'darwin' ? [mac(parts), ...menus] : menus))
}

/** Quitting asks first while a session runs, so it is a click of ours and not Electron's role. */
const quitItem = ({ quit }: MenuParts): MenuItemConstructorOptions => ({
  label: text('menu.quit'),
  accelerator: 'CommandOrControl+Q',
  click: quit,
})

const separator: MenuItemConstructorOptions = { type: 'separator' }

const mac = (parts: MenuParts): MenuItemConstructorOptions => ({
  label: app.name,
  submenu: [
    { role: 'hide', label: text('menu.hide') },
    { role: 'hideOthers', label: text('menu.hideOthers') },
    { role: 'unhide', label: text('menu.showAll') },
    separator,
    quitItem(parts),
  ],
})

const file = (parts: MenuParts): MenuItemConstructorOptions => ({ label: text('menu.app'), submenu: [quitItem(parts)] })

const edit = (): MenuItemConstructorOptions => ({
  label: text('menu.edit'),
  submenu: [
    { role: 'undo', label: text('menu.undo') },
    { role: 'redo', label: text('menu.redo') },
    separator,
    { role: 'cut', label: text('menu.cut') },
    { role: 'copy', label: text('menu.copy') },
    { role: 'paste', label: text('menu.paste') },
    { role: 'selectAll', label: text('menu.selectAll') },
  ],
})

const view = ({ zoom }: MenuParts): MenuItemConstructorOptions => ({
  label: text('menu.view'),
  submenu: [
    { label: text('menu.zoomIn'), accelerator: 'CommandOrControl+Plus', click: () => zoom('in') },
    // The key beside it, where plus needs Shift.
    { label: text('menu.zoomIn'), accelerator: 'CommandOrControl+=', click: () => zoom('in'), visible: false },
    { label: text('menu.zoomOut'), accelerator: 'CommandOrControl+-', click: () => zoom('out') },
    { label: text('menu.zoomReset'), accelerator: 'CommandOrControl+0', click: () => zoom('reset') },
    separator,
    { role: 'togglefullscreen', label: text('menu.fullscreen') },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools', label: text('menu.developer') } as const]),
  ],
})

const windowMenu = (): MenuItemConstructorOptions => ({
  label: text('menu.window'),
  submenu: [
    { role: 'minimize', label: text('menu.minimize') },
    { role: 'close', label: text('menu.close') },
  ],
})
