import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'

export interface Question {
  readonly message: string
  readonly detail: string
  readonly yes: string
  readonly no: string
}

/** Asks in a dialog of the system; Escape and closing it mean no. */
export async function ask({ message, detail, yes, no }: Question): Promise<boolean> {
  const buttons = [yes, no]
  const options: MessageBoxOptions = {
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const parent = BrowserWindow.getFocusedWindow()
  const { response } = await (parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options))
  return response === 0
}
