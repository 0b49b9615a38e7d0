import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { inRoot, nodePath } from './paths.mjs'
import { toolEnv } from './run.mjs'
import { say } from './say.mjs'

/**
 * Runs vitest once and counts its tests. A file that could not be loaded counts as one failed test, and so does
 * a run that ends badly without any failed test.
 * @param {string} title
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<import('./count.mjs').Count>}
 */
export async function vitest(title, args, env = {}) {
  say(`\n── ${title}`)
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-vitest-'))
  const file = path.join(dir, 'report.json')
  const code = await runVitest(
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    env,
  )
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{"testResults":[]}'))
  await rm(dir, { recursive: true, force: true })
  return count(report, code)
}

function runVitest(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodePath(), [inRoot('node_modules/vitest/vitest.mjs'), ...args], {
      cwd: inRoot(),
      env: toolEnv({ NODE_ENV: 'test', ...env }),
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function count({ numPassedTests = 0, numFailedTests = 0, testResults }, code) {
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'),
  )
  const failed = numFailedTests + broken.length
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}
