/** The questions that Tideline asks outside of its windows. */
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

/** `what` says what the link would do. */
export const confirmLink = (what: string): Promise<boolean> =>
  ask({
    message: text('link.ask.message'),
    detail: `${what}\n\n${text('link.ask.detail')}`,
    yes: text('link.ask.yes'),
    no: text('link.ask.no'),
  })

/** The command as it will be run, each argument by itself, so that nothing in it can look like something else. */
export const confirmHook = (argv: readonly string[]): Promise<boolean> =>
  ask({
    message: text('hook.ask.message'),
    detail: text('hook.ask.detail', { command: argv.map((word) => JSON.stringify(word)).join('\n') }),
    yes: text('hook.ask.yes'),
    no: text('hook.ask.no'),
  })
