/** What the app understands of its command line, and of links that the desktop hands to it. Pure. */
import { parseArgs } from 'node:util'

export interface Invitation {
  /** The invite link of a hub, `https://host/j/…`. */
  readonly invite: string
  /** True where the person typed it; false for a `tideline://` link, which any web page can trigger: ask first. */
  readonly asked: boolean
}

export interface Args {
  readonly dataDir: string | undefined
  /** Address of a hub to speak to. */
  readonly hub: string | undefined
  /** The name to join with. */
  readonly name: string | undefined
  /** Start without a window where there is a tray: what start at login does. */
  readonly hidden: boolean
  readonly demo: boolean
  readonly invitations: readonly Invitation[]
  /** The other `tideline://` links, as they came. */
  readonly links: readonly string[]
}

const options = {
  'data-dir': { type: 'string' },
  hub: { type: 'string' },
  name: { type: 'string' },
  hidden: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const

/** `argv` as the process got it. Chromium's own switches are in it too, so what is unknown is left alone. */
export function readArgs(argv: readonly string[]): Args {
  const { values, positionals } = parseArgs({ args: argv.slice(1), options, strict: false, allowPositionals: true })
  const given = (name: keyof typeof options): string | undefined => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    dataDir: given('data-dir'),
    hub: given('hub'),
    name: given('name'),
    hidden: values.hidden === true,
    demo: values.demo === true,
    invitations: positionals.map(readInvitation).filter((found) => found !== null),
    links: positionals.filter((text) => isLink(text) && readInvitation(text) === null),
  }
}

export const LINK_SCHEME = 'tideline'
/** Longer than any invite; what is longer is not looked at. */
const LONGEST_LINK = 2_000

/** Whether the desktop handed it over for us. What it asks for is read when it is opened. */
export const isLink = (text: string): boolean => text.toLowerCase().startsWith(`${LINK_SCHEME}:`)

/** An invite link as it is, or inside `tideline://join?invite=…`; null for anything else. */
export function readInvitation(text: string): Invitation | null {
  if (text.length > LONGEST_LINK || !URL.canParse(text)) return null
  const url = new URL(text)
  if (isInvite(url)) return { invite: text, asked: true }
  const inner = url.protocol === `${LINK_SCHEME}:` && url.host === 'join' ? url.searchParams.get('invite') : null
  if (inner === null || !URL.canParse(inner) || !isInvite(new URL(inner))) return null
  return { invite: inner, asked: false }
}

const isInvite = ({ protocol, pathname }: URL): boolean =>
  (protocol === 'https:' || protocol === 'http:') && /\/j\/[\w.-]+$/.test(pathname)
