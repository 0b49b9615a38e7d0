import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { text } from '../text.ts'

/** Asks for a calendar file in the system's dialog; null where the person chose none. */
export const pickCalendar = (): Promise<string | null> =>
  pickFile(text('calendars.pick'), text('calendars.pick.kind'), ['ics', 'ical', 'ifb'])

/** Asks for an export of ours; null where the person chose none. */
export const pickExport = (): Promise<string | null> => pickFile(text('data.pick'), text('data.pick.kind'), ['json'])

/** Asks where to write a file of this name, and about one that is there already; null where the person chose nothing. */
export async function pickPlace(name: string): Promise<string | null> {
  const options: SaveDialogOptions = { title: text('data.place'), defaultPath: name }
  const parent = BrowserWindow.getFocusedWindow()
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options))
  return canceled || filePath === '' ? null : filePath
}

async function pickFile(title: string, kind: string, extensions: string[]): Promise<string | null> {
  const options: OpenDialogOptions = {
    title,
    properties: ['openFile', 'showHiddenFiles'],
    filters: [{ name: kind, extensions }],
  }
  const parent = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return filePaths[0] ?? null
}
