/** What a person typed or pasted, made fit for the protocol before it is sent (core/sync/records.ts would refuse it). */

/** UTF-16 units. */
export const MOST_KNOCK_TEXT = 500
const MOST_LINK = 500

/** Without control characters and the marks that turn the direction of writing; line breaks stay. */
export const harmless = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .trim()

/** Whether others can open it: a whole http or https address. */
export const isWebLink = (link: string): boolean =>
  link.length <= MOST_LINK && harmless(link) === link && /^https?:\/\/\S+$/.test(link)
