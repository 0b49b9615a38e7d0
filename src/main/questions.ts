/** The two questions that Tideline asks outside of its windows. */
import { ask } from './electron/ask.ts'
import { text } from './text.ts'

export const confirmQuit = (): Promise<boolean> =>
  ask({ message: text('quit.message'), detail: text('quit.detail'), yes: text('quit.yes'), no: text('quit.no') })

/** A link that any web page may have opened joins only after this. `host` is where it leads. */
export const confirmJoin = (host: string): Promise<boolean> =>
  ask({
    message: text('join.message', { host }),
    detail: text('join.detail'),
    yes: text('join.yes'),
    no: text('join.no'),
  })
