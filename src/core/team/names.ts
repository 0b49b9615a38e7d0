/** Finding people and places by their names. */
import type { Zone } from '../time/zone.ts'

/** A text as it is compared: without case, accents and doubled spaces. */
export const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** The city that an IANA zone is named for: `America/Argentina/Buenos_Aires` is `Buenos Aires`. Zones without one keep their name. */
export function cityOf(zone: Zone): string {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone.replace(/^Etc\//, '')
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
