import { type ReactNode, Suspense } from 'react'
import { blockAt, blockInterval } from '../../core/planner/block.ts'
import { plannedFrom } from '../../core/planner/planned.ts'
import { DAY, type Instant, MINUTE } from '../../core/time/instant.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import type { MenuLine } from '../ui/Menu.tsx'
import { StartLengths } from './later.ts'
import { usePlanAhead } from '../lib/usePlanned.ts'

const LENGTHS = [15, 25, 50, 90] as const
/** As main decides it: less than this of a focus block is not worth starting. */
const LEAST_OF_BLOCK = 5 * MINUTE

/** The one primary thing to do while nothing runs. The button does what a click on the tray does. */
export function StartButton(): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const { defaultMinutes, focus } = useSlice('settings')
  const { blockEnd, nextStart } = useEnds()
  const start = (wish: { minutes?: number; until?: Instant }): void => void dispatch({ type: 'focus.start', ...wish })
  const lines: MenuLine[] = [
    ...LENGTHS.map((minutes) => ({
      id: String(minutes),
      label: text('planner.start.minutes', { minutes }),
      run: () => start({ minutes }),
    })),
    ...(nextStart === null
      ? []
      : [
          {
            id: 'next',
            label: text('planner.start.next', { at: times.time(nextStart) }),
            run: () => start({ until: nextStart }),
          },
        ]),
    {
      id: 'pomodoro',
      label: text('planner.start.mode.pomodoro', { rounds: focus.rounds, work: focus.work }),
      run: () => void dispatch({ type: 'focus.start', mode: 'pomodoro' }),
    },
    {
      id: 'flow',
      label: text('planner.start.mode.flow'),
      run: () => void dispatch({ type: 'focus.start', mode: 'flow' }),
    },
    {
      id: 'break',
      label: text('planner.start.break', { minutes: focus.rest }),
      run: () => void dispatch({ type: 'focus.break' }),
    },
  ]
  const usual =
    focus.mode !== 'countdown' && (focus.mode === 'flow' || blockEnd === null)
      ? text(`settings.focus.mode.${focus.mode}`)
      : blockEnd === null
        ? times.length(defaultMinutes * MINUTE)
        : text('planner.start.until', { at: times.time(blockEnd) })
  return (
    <div className="plan-start">
      <Button tone="primary" icon="play" onPress={() => start({})}>
        {text('planner.start')} <span className="plan-start-length">{usual}</span>
      </Button>
      <Suspense fallback={<IconButton tone="primary" icon="down" label={text('planner.start.lengths')} />}>
        <StartLengths lines={lines} />
      </Suspense>
    </div>
  )
}

/** Where the focus block now ends, and where the next block begins. */
function useEnds(): { readonly blockEnd: Instant | null; readonly nextStart: Instant | null } {
  const plan = usePlanAhead()
  const now = useNow('minute')
  const blocks = plannedFrom(plan, now, DAY)
  const block = blockAt(blocks, now)
  const end = block?.kind === 'focus' ? blockInterval(block).end : null
  const starts = blocks.map((other) => blockInterval(other).start)
  const next = Math.min(...starts.filter((at) => at > now))
  return {
    blockEnd: end !== null && end - now >= LEAST_OF_BLOCK ? end : null,
    nextStart: next - now < DAY ? next : null,
  }
}
