import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Rolldown } from 'vite'

const from = (...parts: string[]) => path.resolve(import.meta.dirname, 'src', ...parts)

/** Everything that runs in Node or in Electron's main process; each becomes out/main/<name>.js. */
const mainEntries = {
  index: from('main', 'index.ts'),
  cli: from('main', 'cli.ts'),
  hub: from('hub', 'index.ts'),
  calendarReader: from('main', 'calendar', 'worker.ts'),
  calendarServer: from('main', 'calendar', 'caldav', 'worker.ts'),
  demoTeam: from('main', 'demo', 'program.ts'),
}

type PortionName = Rolldown.CodeSplittingNameFunction
type Modules = Parameters<PortionName>[1]

/**
 * The portions in which `main/index.ts` reads the app, each one file: Node takes most of a millisecond for every further
 * one. What other programs read too lies beside it, as they must not meet Electron.
 */
function portion(): PortionName {
  let names: ReadonlyMap<string, string> | undefined
  return (id, modules) => (names ??= portionNames(modules)).get(id) ?? null
}

function portionNames(modules: Modules): ReadonlyMap<string, string> {
  const entry = mainEntries.index
  const later = (modules.getModuleInfo(entry)?.dynamicallyImportedIds ?? []).map((id) => reached(id, modules))
  // As `index.ts` reads them: each brings more than the one before.
  const portions = [reached(entry, modules), ...later.toSorted((a, b) => a.size - b.size)]
  const others = Object.values(mainEntries).filter((file) => file !== entry)
  const shared = new Set(others.flatMap((file) => [...reached(file, modules, 'later too')]))
  const names = new Map<string, string>()
  for (const [at, ids] of portions.entries())
    for (const id of ids) if (!names.has(id)) names.set(id, `portion-${at}${shared.has(id) ? '-core' : ''}`)
  return names
}

/** What a module imports when it is read, itself first; or also what it may import later. */
function reached(root: string, modules: Modules, when: 'at once' | 'later too' = 'at once'): ReadonlySet<string> {
  const all = new Set([root])
  for (const id of all) {
    const { importedIds = [], dynamicallyImportedIds = [] } = modules.getModuleInfo(id) ?? {}
    for (const next of when === 'at once' ? importedIds : [...importedIds, ...dynamicallyImportedIds]) all.add(next)
  }
  return all
}

/** What the first window needs is one file: each further one is a trip through a main process that is busy starting. */
const ALL_OF_THE_START = {
  name: 'start',
  tags: ['$initial' as const],
  test: (id: string) => !id.startsWith(from('renderer', 'sound')),
}

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      minify: true,
      // Packages are built in, so that starting reads a few files instead of hundreds. node-notifier brings programs of its own.
      externalizeDeps: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(mainEntries).filter(([, file]) => existsSync(file))),
        external: ['electron', 'node-notifier', 'bufferutil', 'utf-8-validate', /^node:/],
        output: {
          format: 'es',
          chunkFileNames: 'parts/[name]-[hash].js',
          codeSplitting: {
            groups: [{ name: portion(), debugName: 'portions' }],
            includeDependenciesRecursively: false,
          },
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: from('preload', 'index.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react()],
    resolve: { alias: { zod: from('renderer', 'lib', 'noSchemas.ts') } },
    build: {
      target: 'chrome130',
      minify: true,
      // Fonts stay files: the page's policy allows no data: fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [from('renderer', 'index.html'), from('renderer', 'sound', 'sound.html')],
        output: { codeSplitting: { groups: [ALL_OF_THE_START] } },
      },
    },
  },
})
