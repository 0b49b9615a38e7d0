import { expect, test } from 'vitest'
import { fakeDesktop, fakeMute } from '../../tests/fakes/mute.ts'
import { testable } from './muteTest.ts'

test('a look in the middle of a test does not end it; after it the wish counts again', async () => {
  const desktop = fakeDesktop()
  let now = 1_000
  const mute = fakeMute({ desktop, now: () => now })
  const { want, hold, letGo } = testable(mute.want, () => now)
  expect(await hold(5_000)).toMatchObject({ held: true })
  await want(null)
  expect(desktop.muted()).toBe(true)
  letGo()
  await want(null)
  expect(desktop.muted()).toBe(false)
  await hold(6_000)
  now = 7_000
  await want(null)
  expect(desktop.muted()).toBe(false)
  await mute.stop()
})

test('a session that starts meanwhile is muted for as long as it wants', async () => {
  const mute = fakeMute({ now: () => 0 })
  const { want, hold } = testable(mute.want, () => 0)
  await hold(5_000)
  await want({ until: null })
  expect(mute.wishes.at(-1)).toEqual({ until: null })
  await mute.stop()
})
