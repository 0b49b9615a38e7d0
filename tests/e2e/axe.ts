/** axe in a real window: every rule, and what it could not decide about contrast counts as wrong too. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright'

const RUN = `axe.run(document, { resultTypes: ['violations', 'incomplete'] })`

/** What is wrong, a line each: the rule, where, and why. Empty where all is well. */
export async function wrongIn(page: Page): Promise<readonly string[]> {
  // The page's own policy lets no script in; the debugger's door does.
  await page.evaluate(axe.source)
  const { violations, incomplete } = await page.evaluate<AxeResults>(RUN)
  const open = incomplete.filter(({ id }) => id === 'color-contrast')
  const lines = [...violations, ...open].flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all }) => `${id}: ${target.join(' ')}: ${(any[0] ?? all[0])?.message ?? ''}`),
  )
  return [...new Set(lines)]
}
