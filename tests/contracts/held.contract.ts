/** What every desktop's history has to hold to. Real notices are really sent while the desktop is really muted. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addHeld, type Held } from '../../src/core/focus/digest.ts'
import type { HeldAdapter } from '../../src/main/digest/port.ts'
import { waitFor } from '../harness/wait.ts'

export interface HeldSubject {
  readonly adapter: HeldAdapter
  mute(muted: boolean): Promise<void>
  send(app: string, summary: string): Promise<void>
  /** Whoever looks closes what is shown. */
  closeShown(): Promise<void>
  close(): Promise<void> | void
}

export interface HeldTraits {
  /** When senders are known: with the number, once the notices were seen, or never. */
  readonly senders: 'atOnce' | 'later' | 'never'
  /** What is told where nothing came; null where the desktop cannot tell nothing from a history that is off. */
  readonly none: 0 | null
}

export function heldContract(name: string, { senders, none }: HeldTraits, open: () => Promise<HeldSubject>): void {
  describe(`the history of ${name}`, () => {
    let subject: HeldSubject
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(async () => {
      await subject.mute(false)
      await subject.closeShown()
      await subject.close()
    })

    test('counts what a mute held back, and nothing before it', async () => {
      await subject.send('Early', 'before the mute')
      await subject.closeShown()
      await subject.mute(true)
      const mark = await subject.adapter.mark()
      await subject.send('Mail', 'one')
      await subject.send('Chat', 'two')
      await subject.send('Mail', 'three')
      const taken = await waitFor('three notices', async () => {
        const held = await mark.take()
        return held.count === 3 ? held : undefined
      })
      if (senders === 'atOnce') expect(named(taken)).toEqual({ Mail: 2, Chat: 1 })
      else expect(taken.senders).toEqual([])
    })

    test('has nothing to tell of a mute in which nothing came', async () => {
      await subject.mute(true)
      const mark = await subject.adapter.mark()
      expect(await mark.take()).toEqual({ count: none, senders: [] })
    })

    test.skipIf(senders !== 'later')('names the senders once their notices were seen, and nobody else', async () => {
      await subject.mute(true)
      const mark = await subject.adapter.mark()
      await subject.send('Mail', 'one')
      await subject.send('Chat', 'two')
      const taken = await waitFor('two notices', async () => {
        const held = await mark.take()
        return held.count === 2 ? held : undefined
      })
      let known = taken
      const stop = mark.follow?.(taken, (more) => (known = addHeld(known, more)))
      await subject.mute(false)
      await waitFor('both senders', async () => {
        await subject.closeShown()
        return known.senders.length === 2
      })
      await subject.send('Late', 'after the mute')
      await subject.closeShown()
      expect(named(known)).toEqual({ Mail: 1, Chat: 1 })
      expect(known.count).toBe(2)
      stop?.()
    })
  })
}

const named = ({ senders }: Held): Record<string, number> =>
  Object.fromEntries(senders.map(({ app, count }) => [app, count]))
