/** The order of names in a list, as the person's language has it. */

const names = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
/** Other languages have letters that count as one, as the Czech `ch`. */
const isEnglish = names.resolvedOptions().locale.startsWith('en')

/** Negative where `a` comes first, 0 where they differ in nothing but case and accents. Numbers count as such. */
export function compareNames(a: string, b: string): number {
  const [one, other] = [keyOf(a), keyOf(b)]
  if (one === null || other === null) return names.compare(a, b)
  return one < other ? -1 : one > other ? 1 : 0
}

const DIGITS = 15
const keys = new Map<string, string | null>()
/** Of more names than there may be in a team, the older ones are worked out again. */
const MOST_KEPT = 20_000

/**
 * A text whose plain order is that of the name, in English and of plain letters; null for others. Thousands are compared
 * dozens of times in a second, and each look into the tables of a language costs a microsecond.
 */
function keyOf(name: string): string | null {
  const known = keys.get(name)
  if (known !== undefined) return known
  if (keys.size >= MOST_KEPT) keys.clear()
  const isPlain = isEnglish && /^[A-Za-z]+(?: [A-Za-z]+)*(?: \d{1,9})?$/.test(name)
  const key = isPlain ? name.toLowerCase().replace(/\d+$/, (digits) => digits.padStart(DIGITS, '0')) : null
  keys.set(name, key)
  return key
}
