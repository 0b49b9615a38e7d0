/** Words outside of the windows: tray, notices, command line. The same catalogue as everywhere. */
import { createIntl, createIntlCache } from '@formatjs/intl'
import messages from '../../resources/locales/en.json' with { type: 'json' }

export type MessageKey = keyof typeof messages
export type MessageValues = Readonly<Record<string, string | number>>

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(messages, key)

/** The catalogue is English; of the English ones this computer's own way of writing numbers, where it is one. */
export const locale: string = ((own) => (/^en\b/.test(own) ? own : 'en-GB'))(
  Intl.DateTimeFormat().resolvedOptions().locale,
)

/** A value that is missing is a mistake of ours: tests fail on it, a person reads the sentence with a hole in it. */
function onError(error: unknown): void {
  if (process.env['VITEST'] !== undefined) throw error
}

/** Made when the first message with values is asked for: it costs as much of the start as a window's first words do. */
let intl: ReturnType<typeof createIntl> | undefined

/** A message of the catalogue. */
export function text(key: MessageKey, values?: MessageValues): string {
  const message = messages[key]
  if (!/[{}<']/.test(message)) return message
  intl ??= createIntl({ locale, messages, onError }, createIntlCache())
  return intl.formatMessage({ id: key }, { ...values })
}

/** The sentence of a code that came as data (`error.<code>`, `notice.…`); an unknown one is named rather than hidden. */
export function sentence(key: string, values?: MessageValues): string {
  if (isMessageKey(key)) return text(key, values)
  return text('error.other', { code: key.replace(/^error\./, '') })
}
