import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { runTool } from '../../scripts/lib/run.mjs'

/** Each file breaks one rule of the house; the linter must refuse it by that rule. */
const REFUSED: Readonly<Record<string, 'imports' | 'pure' | 'ipc-door' | 'no-double-assertion'>> = {
  'core/importsMain.ts': 'imports',
  'core/importsBridge.ts': 'imports',
  'core/importsNode.ts': 'imports',
  'core/importsReact.ts': 'imports',
  'core/importsTests.ts': 'imports',
  'core/loadsLater.ts': 'imports',
  'core/temporal.ts': 'imports',
  'core/clock.ts': 'pure',
  'core/newDate.ts': 'pure',
  'core/chance.ts': 'pure',
  'bridge/importsMain.ts': 'imports',
  'bridge/importsWs.ts': 'imports',
  'main/importsRenderer.ts': 'imports',
  'main/importsHub.ts': 'imports',
  'main/importsStore.ts': 'imports',
  'main/mute/importsElectron.ts': 'imports',
  'main/electron/rawIpc.ts': 'ipc-door',
  'main/electron/rawIpcMember.ts': 'ipc-door',
  'main/doubleAssertion.ts': 'no-double-assertion',
  'renderer/importsMain.ts': 'imports',
  'renderer/importsHub.ts': 'imports',
  'renderer/importsElectron.ts': 'imports',
  'renderer/importsNode.ts': 'imports',
  'hub/importsMain.ts': 'imports',
  'hub/importsBridge.ts': 'imports',
  'hub/importsElectron.ts': 'imports',
  'preload/importsMain.ts': 'imports',
}

const FIXTURES = inRoot('tests', 'boundaries', 'fixtures')
const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

describe('the linter keeps the boundaries', async () => {
  const found = await lint('refused')

  test('every fixture is in the table', async () => {
    expect((await filesOf('refused')).sort()).toEqual(Object.keys(REFUSED).sort())
  })

  test.each(Object.entries(REFUSED))('%s is refused by %s', (file, rule) => {
    expect(found.get(file)).toEqual([`tideline(${rule})`])
  })

  test('what is allowed passes', async () => {
    expect((await filesOf('allowed')).length).toBeGreaterThan(5)
    expect(await lint('allowed')).toEqual(new Map())
  })
})

test('the compiler keeps the core out of the world', async () => {
  const { code, out } = await runTool('typescript/bin/tsc', ['-p', path.join(FIXTURES, 'types', 'tsconfig.json')])
  for (const name of ['document', 'process', 'window', 'setTimeout', 'console', 'Buffer'])
    expect(out).toContain(`'${name}'`)
  expect(code).not.toBe(0)
})

/** Rules of ours that each file breaks, by its place under src, under the house's own configuration. */
async function lint(kind: string): Promise<Map<string, string[]>> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-lint-'))
  const config = path.join(dir, 'oxlintrc.json')
  await writeFile(config, JSON.stringify(await configWithoutIgnores()))
  const { out } = await runTool('oxlint/bin/oxlint', ['-c', config, '-f', 'json', path.join(FIXTURES, kind)])
  await rm(dir, { recursive: true })
  const { diagnostics } = Report.parse(JSON.parse(out.slice(out.indexOf('{'))))
  const byFile = new Map<string, string[]>()
  for (const { code, filename } of diagnostics.filter((each) => each.code.startsWith('tideline('))) {
    const place = filename.slice(filename.lastIndexOf('/src/') + 5)
    byFile.set(place, [...(byFile.get(place) ?? []), code])
  }
  return byFile
}

/** The ordinary lint leaves the fixtures out, and needs no types for them. */
async function configWithoutIgnores(): Promise<object> {
  const text = await readFile(inRoot('.oxlintrc.json'), 'utf8')
  const config = z.looseObject({ jsPlugins: z.array(z.string()) }).parse(JSON.parse(text))
  const jsPlugins = config.jsPlugins.map((file) => inRoot(file))
  return { ...config, $schema: undefined, jsPlugins, ignorePatterns: [], options: {} }
}

async function filesOf(kind: string): Promise<string[]> {
  const entries = await readdir(path.join(FIXTURES, kind, 'src'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => path.relative(path.join(FIXTURES, kind, 'src'), path.join(entry.parentPath, entry.name)))
}
