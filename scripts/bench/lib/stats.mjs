/** The value below which the share `p` (0 to 1) of the values lies; nearest rank. */
export function percentile(values, p) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]
}

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/**
 * One line of a bench's result.
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {number | null} aim the value to reach; null when there is none
 * @param {number | null} [reference] the same measure of the thing that it is compared with
 * @param {'less' | 'more'} [better]
 */
export function figure(name, value, unit, aim, reference = null, better = 'less') {
  const told = (number) => (number === null ? null : Number(number.toPrecision(4)))
  return { name, value: told(value), unit, aim, better, reference: told(reference) }
}
