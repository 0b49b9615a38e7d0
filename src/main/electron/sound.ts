/** Plays the end sound in a page that nobody sees, and lets go of it at once: no process waits for a sound. */
import { BrowserWindow } from 'electron'
import { SECOND } from '../../core/time/instant.ts'
import type { SoundPort } from '../ports.ts'
import { devServer } from './trust.ts'
import { APP_ORIGIN } from './trustedUrl.ts'

/** Much longer than the sound; a machine without any way to play it must not keep the page. */
const PATIENCE = 8 * SECOND

export function createSound(): SoundPort {
  let playing: Promise<boolean> | null = null
  return {
    play(volume) {
      playing ??= playOnce(volume).finally(() => (playing = null))
      return playing
    },
  }
}

async function playOnce(volume: number): Promise<boolean> {
  const page = new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // Nobody clicks in a page that nobody sees.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  })
  let played = false
  page.on('page-title-updated', (_event, title) => {
    played = title === 'played'
    if (played || title === 'failed') page.destroy()
  })
  const timer = setTimeout(() => page.destroy(), PATIENCE)
  const closed = new Promise<void>((resolve) => void page.once('closed', () => resolve()))
  page.webContents.on('render-process-gone', () => page.destroy())
  await page.loadURL(`${devServer ?? APP_ORIGIN}/sound/sound.html#${volume}`).catch(() => page.destroy())
  await closed
  clearTimeout(timer)
  return played
}
