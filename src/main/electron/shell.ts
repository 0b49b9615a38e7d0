import { nativeTheme, shell } from 'electron'
import type { Settings } from '../../core/app/state.ts'
import { log } from '../log.ts'

/** Shows a folder in the desktop's file manager. */
export function reveal(folder: string): void {
  shell.openPath(folder).then(
    (problem) => problem !== '' && log(`cannot open the data folder (${problem})`),
    (error: unknown) => log('cannot open the data folder', error),
  )
}

/** Opens an address in the person's browser. */
export function browse(url: string): void {
  shell.openExternal(url).catch((error: unknown) => log('cannot open the link', error))
}

/** Light, dark, or as the system is: for our windows and their first paint. */
export function useTheme(theme: Settings['theme']): void {
  if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
}
