import { describe, expect, test } from 'vitest'
import { readArgs, readInvitation } from './args.ts'

const INVITE = 'https://hub.example/j/abcdefghijkl.0123456789abcdefghijkl'
const deep = `tideline://join?invite=${encodeURIComponent(INVITE)}`

describe('the command line', () => {
  test('is read among switches of Chromium and the folder of the app', () => {
    const args = readArgs([
      'electron',
      '.',
      '--no-sandbox',
      '--data-dir',
      'here',
      '--remote-debugging-port=0',
      '--hub',
      'https://hub.example',
      INVITE,
    ])
    expect(args).toEqual({
      dataDir: 'here',
      hub: 'https://hub.example',
      name: undefined,
      hidden: false,
      demo: false,
      invitations: [{ invite: INVITE, asked: true }],
      links: [],
    })
  })

  test('knows both ways to give a value, and a missing one is none', () => {
    expect(readArgs(['e', '--data-dir=x', '--hidden', '--demo', '--name=Ana'])).toMatchObject({
      dataDir: 'x',
      hidden: true,
      demo: true,
      name: 'Ana',
    })
    expect(readArgs(['e', '--data-dir']).dataDir).toBeUndefined()
  })
})

describe('links', () => {
  test('a web page may hand over an invite, which is then to be asked about', () => {
    expect(readInvitation(deep)).toEqual({ invite: INVITE, asked: false })
  })

  test('other links of ours are kept as they came, invites among them are not', () => {
    const given = ['tideline://focus?minutes=50', 'TIDELINE://stop', deep, 'https://hub.example/', 'tideline']
    expect(readArgs(['e', '.', ...given])).toMatchObject({
      links: ['tideline://focus?minutes=50', 'TIDELINE://stop'],
      invitations: [{ invite: INVITE, asked: false }],
    })
  })

  test.each([
    'tideline://join',
    'tideline://join?invite=javascript:alert(1)',
    'tideline://quit',
    `tideline://elsewhere?invite=${encodeURIComponent(INVITE)}`,
    'https://hub.example/other',
    'file:///etc/passwd',
    '-x',
    '',
    `${INVITE}${'x'.repeat(3_000)}`,
  ])('not an invite: %s', (text) => {
    expect(readInvitation(text)).toBeNull()
  })
})
