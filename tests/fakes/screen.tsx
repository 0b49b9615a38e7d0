/** Draws a screen over the fake bridge, as a window would. */
import { act, cleanup, configure, render, type RenderResult } from '@testing-library/react'
import { userEvent, type UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import type { WindowKind } from '../../src/core/app/intent.ts'
import type { State } from '../../src/core/app/state.ts'
import { SLICE_NAMES } from '../../src/core/app/snapshot.ts'
import type { Instant } from '../../src/core/time/instant.ts'
import { AppProvider } from '../../src/renderer/lib/app.tsx'
import { Words } from '../../src/renderer/lib/intl.tsx'
import { startMirror } from '../../src/renderer/lib/mirror.ts'
import { dismissProblem, problems } from '../../src/renderer/lib/problems.ts'
import { Frame } from '../../src/renderer/ui/Frame.tsx'
import { fakeBridge, type FakeBridge, type FakeBridgeOptions } from './bridge.ts'

// The usual second is too short where a machine has other things to do; what never comes still fails.
configure({ asyncUtilTimeout: 10_000 })

export interface Shown extends RenderResult {
  readonly bridge: FakeBridge
  readonly user: UserEvent
  /** What the live region said last. */
  spoken(): string
}

export async function showScreen(
  kind: WindowKind,
  screen: ReactNode,
  state: State,
  options?: FakeBridgeOptions,
): Promise<Shown> {
  for (const { id } of problems.getState().list) dismissProblem(id)
  const bridge = fakeBridge(state, options)
  const mirror = startMirror(bridge)
  await mirror.watch(SLICE_NAMES)
  const shown = await act(async () =>
    render(
      <AppProvider bridge={bridge} mirror={mirror}>
        <Words>
          <Frame kind={kind}>{screen}</Frame>
        </Words>
      </AppProvider>,
    ),
  )
  return {
    ...shown,
    bridge,
    user: userEvent.setup(),
    spoken: () => shown.getByTestId('spoken').textContent ?? '',
  }
}

/** Every test of the file at this moment, in a window this wide; timers run. */
export function testsAt(now: Instant, rem: number): void {
  beforeEach(() => {
    vi.useFakeTimers({ now, toFake: ['Date'] })
    windowWidth(rem)
  })
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
  })
}

/** Gives the page a width, for what depends on it. */
export function windowWidth(rem: number): void {
  Object.assign(window, {
    matchMedia: (query: string) => ({
      matches: rem >= Number(/min-width: (\d+)rem/.exec(query)?.[1] ?? 0),
      addEventListener: () => {},
      removeEventListener: () => {},
    }),
  })
}
