/** A screen of the app in a page without layout, over the fake bridge. */
import { act, cleanup, configure, render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { ComponentType } from 'react'
import { afterEach, vi } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { Instant } from '../../src/core/time/instant.ts'
import { SLICE_NAMES } from '../../src/core/app/snapshot.ts'
import { AppProvider } from '../../src/renderer/lib/app.tsx'
import { Words } from '../../src/renderer/lib/intl.tsx'
import { startMirror } from '../../src/renderer/lib/mirror.ts'
import { fakeBridge, type FakeBridge, type FakeBridgeOptions } from '../fakes/bridge.ts'

// The library's own wrapper waits for a timer that only a test lets pass.
configure({ asyncWrapper: (run) => run() })

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

export interface Shown {
  readonly bridge: FakeBridge
  readonly user: UserEvent
  /** Lets this much time pass, with everything that it sets off. */
  pass(millis: number): Promise<void>
}

/** Time stands still at `now` until the test lets it pass. */
export async function show(
  Screen: ComponentType,
  state: State,
  now: Instant,
  errand?: FakeBridgeOptions['errand'],
  onTheWay?: FakeBridgeOptions['onTheWay'],
): Promise<Shown> {
  vi.useFakeTimers({ now })
  const bridge = fakeBridge(state, {
    ...(errand === undefined ? {} : { errand }),
    ...(onTheWay === undefined ? {} : { onTheWay }),
  })
  const mirror = startMirror(bridge)
  await mirror.watch(SLICE_NAMES)
  render(
    <AppProvider bridge={bridge} mirror={mirror}>
      <Words>
        <Screen />
      </Words>
    </AppProvider>,
  )
  const user = userEvent.setup({ advanceTimers: (millis) => vi.advanceTimersByTimeAsync(millis).then(() => undefined) })
  const pass = (millis: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(millis)))
  await pass(0)
  return { bridge, user, pass }
}

/** Gives every element a height, as a layout would: the list of a team draws what its window can show. */
export function withLayout({ window, row }: { window: number; row: number }): void {
  const height = function (this: HTMLElement): number {
    return this.classList.contains('team-scroller') ? window : row
  }
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(height)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(height)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(420)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(420)
}
