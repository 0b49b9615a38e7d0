import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

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
        output: { format: 'es', chunkFileNames: 'parts/[name]-[hash].js' },
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
      rolldownOptions: { input: [from('renderer', 'index.html'), from('renderer', 'sound', 'sound.html')] },
    },
  },
})
