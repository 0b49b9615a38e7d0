/** How a calendar on a server is reached. All of it lies in the vault, under the calendar's name. */
import { z } from 'zod'
import { urlFrom } from '../address.ts'

export const DavSecret = z.strictObject({ url: z.string(), user: z.string(), password: z.string() })
export type DavSecret = z.infer<typeof DavSecret>

export function readSecret(text: string | null): DavSecret | null {
  try {
    return DavSecret.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

/** What a person types for a server: an address, or only its name. Null for what is neither. */
export function serverFrom(typed: string): URL | null {
  const text = typed.trim().replace(/^caldavs?:/i, 'https:')
  const url = urlFrom(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return null
  if (/\s/.test(typed.trim()) || url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url
}
