/** An id that nobody else has. */
export const newId = (): string => crypto.randomUUID()
