import { expect, test } from 'vitest'
import { readInvite, writeInvite } from './invite.ts'

const key = 'aaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbb'
const fingerprint = 'ab'.repeat(32)

test('a link that was written reads back', () => {
  for (const link of [
    { url: 'https://hub.example.org', key },
    { url: 'https://192.168.1.5:8787', key, fingerprint },
    { url: 'https://[fe80::1]:8787', key },
    { url: 'https://example.org/some/hub', key },
    { url: 'http://127.0.0.1:8787', key },
    { url: 'http://localhost:8787', key },
  ]) {
    expect(readInvite(writeInvite(link))).toEqual(link)
  }
})

test('space around it and capital letters in the fingerprint do no harm', () => {
  expect(readInvite(`\n https://hub/j/${key}#sha256=${fingerprint.toUpperCase()} `)).toEqual({
    url: 'https://hub',
    key,
    fingerprint,
  })
})

test.each([
  '',
  'hello',
  `ftp://hub/j/${key}`,
  'https://hub/j/onlyid',
  `https://hub/${key}`,
  `https://user:pass@hub/j/${key}`,
  `https://hub/j/${key}#sha256=abc`,
  `https://hub/j/${key}?x=1`,
  `https://hub/j/${key} and more`,
  `javascript:alert(1)//j/${key}`,
])('%j is no invite', (text) => {
  expect(readInvite(text)).toBeNull()
})

test.each(['http://hub.example.org', 'http://192.168.1.5:8787', 'http://127.evil.org', 'http://localhost.evil.org'])(
  'unencrypted %s is not taken: it is not this computer',
  (url) => expect(readInvite(`${url}/j/${key}`)).toBeNull(),
)
