import { describe, expect, test } from 'vitest'
import { contentPolicy, isTrustedUrl } from './trustedUrl.ts'

const DEV = 'http://localhost:5173'

describe('a page is ours', () => {
  test.each(['app://tideline/index.html#/planner', 'app://tideline/'])('%s', (url) => {
    expect(isTrustedUrl(url, null)).toBe(true)
  })

  test('when the development server serves it, in development alone', () => {
    expect(isTrustedUrl(`${DEV}/index.html#/team`, DEV)).toBe(true)
    expect(isTrustedUrl(`${DEV}/index.html#/team`, null)).toBe(false)
  })
})

describe('a page is not ours', () => {
  test.each([
    '',
    'about:blank',
    'app://tideline.evil/',
    'app://evil@tideline/',
    'app://tideline:1/',
    'app:tideline',
    'file:///index.html',
    'data:text/html,x',
    'http://localhost:5174/',
    'https://localhost:5173/',
    'http://localhost:5173.evil.example/',
    'http://user@localhost:5173/',
    'https://example.org/?app://tideline/',
  ])('%j', (url) => {
    expect(isTrustedUrl(url, DEV)).toBe(false)
  })

  test('whatever the development server claims to be, if it is not on this computer', () => {
    expect(isTrustedUrl('https://example.org/', 'https://example.org/')).toBe(false)
  })
})

test('the policy names nothing but ourselves', () => {
  expect(contentPolicy).toMatch(/^default-src 'none';/)
  expect(contentPolicy).not.toMatch(/unsafe|https?:|\*|blob:/)
})
