/** Pages name files; a file that moved takes its page along. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const PAGES = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/decisions')]

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []))
}

const there = (...parts: string[]): boolean => existsSync(join(ROOT, ...parts))

/** Pages say `main/hubLink/` for `src/main/hubLink/`, and `electron/trust.ts` for what lies in main. */
const isThere = (path: string): boolean => ['', 'src', 'src/main'].some((base) => there(base, path))

test.each(PAGES)('what %s names is there', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const named = [...text.matchAll(/`((?:src|tests|resources|scripts|main|electron|core)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([\w./-]+)/g)].map(([, path = '']) => path)
  expect(named.filter((path) => !isThere(path))).toEqual([])
  expect(linked.filter((path) => !there(dirname(page), path))).toEqual([])
})
