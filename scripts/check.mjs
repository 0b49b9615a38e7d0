import { close, sum } from './lib/count.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { runTool } from './lib/run.mjs'
import { runMain, say } from './lib/say.mjs'

const TSC = 'typescript/bin/tsc'
/** Name, tool, arguments. Boundaries are rules of the linter (scripts/lint) and of tsconfig.core.json, which knows no world. */
const CHECKS = [
  ['types: core', TSC, ['-p', 'tsconfig.core.json']],
  ['types: main, hub, preload', TSC, ['-p', 'tsconfig.node.json']],
  ['types: windows', TSC, ['-p', 'tsconfig.renderer.json']],
  ['types: tests', TSC, ['-p', 'tsconfig.test.json']],
  ['lint and boundaries', 'oxlint/bin/oxlint', ['--deny-warnings']],
  ['format', 'oxfmt/bin/oxfmt', ['--check']],
  ['unused code', 'knip/bin/knip.js', ['--no-progress']],
]

// npm run check
await runMain(async () => {
  checkNode()
  await ensurePackages()
  return close(sum(await Promise.all(CHECKS.map(check))))
})

async function check([name, tool, args]) {
  const from = Date.now()
  const { code, out } = await runTool(tool, args)
  const time = `${((Date.now() - from) / 1000).toFixed(1)} s`
  say(code === 0 ? `✓ ${name} (${time})` : `✗ ${name} (${time})\n${out.trimEnd()}\n`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}
