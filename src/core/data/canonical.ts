/** The same value as the same text, whatever order its keys came in. */
export const canonical = (value: unknown, indent = 0): string => JSON.stringify(sorted(value), null, indent)

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
