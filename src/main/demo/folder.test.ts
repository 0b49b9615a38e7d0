import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDemoDir } from './folder.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tideline-demo-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('each start begins with nothing of the last one but the lock of this one', () => {
  const dir = path.join(root, 'demo')
  claimDemoDir(dir)
  writeFileSync(path.join(dir, 'plan.json'), 'old')
  mkdirSync(path.join(dir, 'hub'))
  writeFileSync(path.join(dir, 'SingletonLock'), '')
  const again = claimDemoDir(dir)
  expect(existsSync(path.join(dir, 'plan.json'))).toBe(true)
  again?.empty()
  expect(readdirSync(dir).toSorted()).toEqual(['.tideline-demo', 'SingletonLock'])
})

test('a folder called demo that a person made is left alone', () => {
  const dir = path.join(root, 'demo')
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'thesis.txt'), 'mine')
  expect(claimDemoDir(dir)).toBeNull()
  expect(readFileSync(path.join(dir, 'thesis.txt'), 'utf8')).toBe('mine')
})

test('a link in it is removed, not followed', () => {
  const dir = path.join(root, 'demo')
  const demo = claimDemoDir(dir)
  const precious = path.join(root, 'precious')
  mkdirSync(precious)
  writeFileSync(path.join(precious, 'file'), 'mine')
  symlinkSync(precious, path.join(dir, 'link'))
  demo?.empty()
  expect(existsSync(path.join(dir, 'link'))).toBe(false)
  expect(readFileSync(path.join(precious, 'file'), 'utf8')).toBe('mine')
})
