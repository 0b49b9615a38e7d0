/** One line to the person, on stderr so that stdout stays for results. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Something that went wrong and that the person can do something about. Shown without a stack. */
export class Trouble extends Error {}

/**
 * Says `text` at once and then, every ten seconds, that it is still going on.
 * @param {string} text
 * @param {() => string} [detail] what to add to the repeated line
 * @returns {() => void} stop
 */
export function sayWhile(text, detail = () => '') {
  const from = Date.now()
  say(`${text} …`)
  const timer = setInterval(() => say(`  … ${Math.round((Date.now() - from) / 1000)} s${detail()}`), 10_000)
  return () => clearInterval(timer)
}

/** Runs a script's main function; a `Trouble` becomes its sentence and exit code 1. */
export async function runMain(main) {
  try {
    const code = await main()
    process.exitCode = code ?? 0
  } catch (error) {
    say(error instanceof Trouble ? `\n${error.message}` : (error?.stack ?? String(error)))
    process.exitCode = 1
  }
}
