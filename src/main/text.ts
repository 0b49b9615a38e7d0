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

const intl = createIntl({ locale, messages, onError: () => {} }, createIntlCache())

/** A message of the catalogue. */
export const text = (key: MessageKey, values?: MessageValues): string => intl.formatMessage({ id: key }, { ...values })

/** The sentence of a code that came as data (`error.<code>`, `notice.…`); an unknown one is named rather than hidden. */
export function sentence(key: string, values?: MessageValues): string {
  if (isMessageKey(key)) return text(key, values)
  return text('error.other', { code: key.replace(/^error\./, '') })
}
