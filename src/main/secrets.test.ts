import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecrets, type Seal } from './secrets.ts'

const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))
const seal: Seal = {
  close: (secret) => turned(Buffer.from(secret)),
  open: (sealed) => turned(sealed).toString(),
}
const otherKeyring: Seal = {
  ...seal,
  open: () => {
    throw new Error('wrong key')
  },
}

let dir: string
const vault = (given: Seal | null) => openSecrets({ dir, seal: given, now: () => 0 })
const text = (): string => readFileSync(join(dir, 'secrets.json'), 'utf8')

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tideline-vault-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('a secret comes back, sealed on disk, to a later start', () => {
  vault(seal).set('team', 'token-1')
  expect(vault(seal).get('team')).toBe('token-1')
  expect(vault(seal).kind).toBe('keyring')
  expect(text()).not.toContain('token-1')
})

test('without a keyring the file is readable by its owner alone, and says so', () => {
  vault(null).set('team', 'token-1')
  expect(vault(null)).toMatchObject({ kind: 'file' })
  expect(vault(null).get('team')).toBe('token-1')
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('what is unknown or removed is null, and leaves no copy behind', () => {
  const open = vault(null)
  open.set('team', 'token-1')
  open.set('other', 'token-2')
  open.remove('team')
  open.remove('never')
  expect([open.get('team'), open.get('never'), open.get('other')]).toEqual([null, null, 'token-2'])
  const everything = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))
  expect(everything.join('')).not.toContain('token-1')
})

test('a keyring that appears later seals what is set from then on, and reads what was plain', () => {
  vault(null).set('old', 'token-1')
  vault(seal).set('new', 'token-2')
  expect([vault(seal).get('old'), vault(seal).get('new')]).toEqual(['token-1', 'token-2'])
})

test('a keyring that is gone or another one hides a secret but does not lose it', () => {
  vault(seal).set('team', 'token-1')
  expect(vault(null).get('team')).toBeNull()
  expect(vault(otherKeyring).get('team')).toBeNull()
  vault(null).set('second', 'token-2')
  expect(vault(seal).get('team')).toBe('token-1')
})

test('a broken file is set aside and the vault starts empty', () => {
  writeFileSync(join(dir, 'secrets.json'), 'torn')
  expect(vault(seal).get('team')).toBeNull()
  expect(readdirSync(dir).some((name) => name.startsWith('secrets.broken-'))).toBe(true)
})
