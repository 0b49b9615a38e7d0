/** What a person typed to subscribe to: an address on the web, or a file. */
import { isAbsolute, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Place = { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string }

/** Null for what is neither. `webcal:` is how calendars are offered on pages; it means https. */
export function placeFrom(typed: string): Place | null {
  const text = typed.trim().replace(/^["']|["']$/g, '')
  if (isAbsolute(text)) return { kind: 'file', path: normalize(text) }
  const url = urlFrom(text.replace(/^webcals?:/i, 'https:'))
  if (url === null) return null
  if (url.protocol === 'file:') return filePlace(url)
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return null
  url.hash = ''
  return { kind: 'url', url: url.href }
}

function filePlace(url: URL): Place | null {
  try {
    return { kind: 'file', path: normalize(fileURLToPath(url)) }
  } catch {
    return null
  }
}

export function urlFrom(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
