/** Whatever runs in plain Node must not meet Electron, at once or later: the parts that programs share are made when the app is built. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const OUT = path.resolve(import.meta.dirname, '..', '..', 'out', 'main')
const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`]+)["'`]/g

/** All that a built file imports, however far away. */
function imports(file: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const files = new Set([path.join(OUT, file)])
  const packages = new Set<string>()
  for (const at of files)
    for (const [, name = ''] of readFileSync(at, 'utf8').matchAll(IMPORTED))
      if (/^\.\.?\/.+\.js$/.test(name)) files.add(path.resolve(path.dirname(at), name))
      else packages.add(name)
  return { files, packages }
}

test.each(['cli.js', 'hub.js', 'calendarReader.js', 'calendarServer.js', 'demoTeam.js'])('%s', (program) => {
  const { files, packages } = imports(program)
  expect(files.size).toBeGreaterThan(1)
  expect([...packages]).not.toContain('electron')
})

test('the app itself does', () => {
  expect([...imports('index.js').packages]).toContain('electron')
})
