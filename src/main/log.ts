/** One line on standard error for whoever runs Tideline from a terminal. Never a token, a title or a text of a person. */
export function log(what: string, error?: unknown): void {
  const why = error instanceof Error ? `: ${error.name}: ${error.message}` : ''
  process.stderr.write(`tideline: ${what}${why}\n`)
}
