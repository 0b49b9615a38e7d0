import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build, type InlineConfig } from 'vite'
import { inRoot } from '../../../scripts/lib/paths.mjs'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lab</title>
<script type="module" src="./page.js"></script></head><body><h1>Lab</h1></body></html>`
const SCRIPT = `document.body.dataset.ready = 'yes'
window.heard = []
window.tideline.on('slices', (slices) => window.heard.push(slices))
`

/** Builds an app of nothing but the parts that touch Electron, laid out as the real one is. Returns its folder. */
export async function buildShell(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tideline-shell-'))
  await bundle(inRoot('tests', 'desktop', 'shell', 'main.ts'), path.join(folder, 'out', 'main'), 'es', 'index.js')
  await bundle(inRoot('src', 'preload', 'index.ts'), path.join(folder, 'out', 'preload'), 'cjs', 'index.cjs')
  await mkdir(path.join(folder, 'out', 'renderer'))
  await writeFile(path.join(folder, 'out', 'renderer', 'index.html'), PAGE)
  await writeFile(path.join(folder, 'out', 'renderer', 'page.js'), SCRIPT)
  await writeFile(path.join(folder, 'secret.txt'), 'outside of the renderer')
  const about = {
    name: 'shell-lab',
    productName: 'ShellLab',
    version: '1.0.0',
    type: 'module',
    main: 'out/main/index.js',
  }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(about))
  return folder
}

async function bundle(entry: string, outDir: string, format: 'es' | 'cjs', name: string): Promise<void> {
  const config: InlineConfig = {
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20.18',
      rolldownOptions: { external: ['electron', /^node:/], output: { format, entryFileNames: name } },
    },
  }
  await build(config)
}
