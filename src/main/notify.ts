/** One notice to the desktop: by Electron, and where that fails by node-notifier. The rules, free of both. */
import type { NoticePort, Stop } from './ports.ts'

export interface NoticeText {
  readonly title: string
  readonly body: string
}

/** Electron's own notices. */
export interface MainRoute {
  isSupported(): boolean
  show(notice: NoticeText, events: { readonly onClick: () => void; readonly onFailed: () => void }): Stop
}

/** Sends a notice by another program; rejects where that fails too. */
export type SpareRoute = (notice: NoticeText) => Promise<void>

export interface NoticeParts {
  readonly main: MainRoute
  readonly spare: SpareRoute
  /** Neither way worked; what was to be told may be shown in a window. */
  readonly onLost: (notice: NoticeText, error: unknown) => void
}

export function createNotices({ main, spare, onLost }: NoticeParts): NoticePort {
  const sendBySpare = (notice: NoticeText): Stop => {
    spare(harmless(notice)).catch((error: unknown) => onLost(notice, error))
    return () => {}
  }
  return {
    tell({ title, body, onClick = () => {} }) {
      const notice = { title, body }
      if (!main.isSupported()) return sendBySpare(notice)
      // A server that never answers must not bring the same notice twice.
      let failed = false
      const onFailed = (): void => {
        if (!failed) sendBySpare(notice)
        failed = true
      }
      return main.show(notice, { onClick, onFailed })
    },
  }
}

/** A text that starts with a dash would be read as an option of the program that shows it; a zero-width space before it is not seen. */
const harmless = ({ title, body }: NoticeText): NoticeText => ({
  title: withoutDash(title),
  // The program refuses an empty message.
  body: withoutDash(body === '' ? title : body),
})

const withoutDash = (text: string): string => text.replaceAll('\0', '').replace(/^-/, '\u200B-')
