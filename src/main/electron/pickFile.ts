import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { text } from '../text.ts'

/** Asks for a calendar file in the system's dialog; null where the person chose none. */
export async function pickCalendar(): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: text('calendars.pick'),
    properties: ['openFile', 'showHiddenFiles'],
    filters: [{ name: text('calendars.pick.kind'), extensions: ['ics', 'ical', 'ifb'] }],
  }
  const parent = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return filePaths[0] ?? null
}
