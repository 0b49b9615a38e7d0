/** What one calendar may cost. */
export const MOST_BYTES = 24 * 1024 * 1024
export const MOST_EVENTS = 50_000
/** Occurrences in one window. */
export const MOST_OCCURRENCES = 20_000
/** Milliseconds that reading may take before it is ended. */
export const READ_PATIENCE = 10_000
/** Megabytes of memory for reading. */
export const READ_MEMORY = 512
