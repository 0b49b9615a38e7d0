/** What every way of telling idle time has to hold to. */
import { afterEach, beforeEach, expect, describe, test } from 'vitest'
import type { IdleSource } from '../../src/main/here/port.ts'
import { waitFor } from '../harness/wait.ts'

export interface IdleSubject {
  readonly source: IdleSource
  /** Somebody touches a key or the pointer. */
  touch(): Promise<void>
  /** The desktop stops answering; absent where it cannot. */
  goSilent?(): Promise<void>
  close(): Promise<void> | void
}

export function idleContract(name: string, id: IdleSource['id'], open: () => Promise<IdleSubject>): void {
  describe(`idle time by ${name}`, () => {
    let subject: IdleSubject
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(() => subject.close())
    const idle = (): Promise<number | null> => subject.source.idle()
    const atLeast = (millis: number): Promise<true> =>
      waitFor(`${millis} ms of idleness`, async () => ((await idle()) ?? -1) >= millis || undefined)

    test('is who it says it is', () => {
      expect(subject.source.id).toBe(id)
    })

    test('grows while nobody touches anything, and starts anew with a touch', async () => {
      await atLeast(2_000)
      await subject.touch()
      await waitFor('the touch to count', async () => ((await idle()) ?? Infinity) < 2_000 || undefined)
    })

    test('is unknown, not zero, once the desktop no longer answers', async (context) => {
      if (subject.goSilent === undefined) return context.skip()
      await subject.goSilent()
      expect(await idle()).toBeNull()
    })
  })
}
