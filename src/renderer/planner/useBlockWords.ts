import { useMemo } from 'react'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { type Block, blockInterval, type BlockKind } from '../../core/planner/block.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useSlice } from '../lib/app.tsx'
import { type MessageKey, useText, useTimes } from '../lib/intl.tsx'
import { useBusy, usePlan } from '../lib/usePlanned.ts'
import { othersSee } from './othersSee.ts'

/** As in the team window: in the middle of a sentence. */
type SayKey = Extract<MessageKey, `team.say.${string}`>

export interface BlockWords {
  /** Its title, or its kind where it has none. */
  name(block: Block): string
  /** `09:00 to 10:15`, with a day where that is another one than `from`'s. */
  span(block: Block, from?: Instant): string
  /** `09:00–10:15`, where there is little room. */
  times(block: Block): string
  /** Everything, for a screen reader. */
  label(block: Block): string
  kind(kind: BlockKind): string
  /** That a block lies over an appointment. */
  clash(event: SeenEvent): string
  /** What it means for others, in a few words. */
  meaning(block: Block, now: Instant): string
}

export function useBlockWords(): BlockWords {
  const text = useText()
  const times = useTimes()
  const plan = usePlan()
  const busy = useBusy()
  const { mute: mode } = useSlice('settings')
  const { level } = useSlice('mute')
  const mutes = mode !== 'never' && level !== 'unsupported'
  return useMemo(() => {
    const name = (block: Block): string => block.title || text(`planner.kind.${block.kind}`)
    const span = (block: Block, from = blockInterval(block).start): string => {
      const { start, end } = blockInterval(block)
      return text('planner.block.span', { start: times.brief(start, from), end: times.brief(end, start) })
    }
    const seen = (block: Block): string => {
      const { key, at } = othersSee(plan, busy, block, times.zone)
      const said = `team.say.${key.slice('availability.'.length)}` as SayKey
      return text(said, at === null ? {} : { at: times.brief(at, blockInterval(block).start) })
    }
    const what = (block: Block): string => {
      if (block.kind === 'focus') return text(mutes ? 'planner.block.focus.muted' : 'planner.block.focus')
      if (block.kind === 'open') return text('planner.block.open')
      if (block.kind === 'together') return text('planner.block.together')
      return text('planner.block.private', { seen: seen(block) })
    }
    return {
      name,
      span,
      times(block) {
        const { start, end } = blockInterval(block)
        return text('planner.week.span', { start: times.time(start), end: times.time(end) })
      },
      kind: (kind) => text(`planner.kind.${kind}`),
      clash({ title, start, allDay }) {
        const named = title || text('planner.event.busy')
        if (allDay) return text('planner.event.clash.day', { title: named })
        return text('planner.event.clash', { title: named, at: times.brief(start, start) })
      },
      label: (block) =>
        text('planner.block.label', { name: name(block), kind: text(`ui.kind.${block.kind}`), span: span(block) }),
      meaning(block, now) {
        const place = block.place ? ` · ${block.place}` : ''
        const over = block.kind === 'focus' && blockInterval(block).end <= now ? ` · ${text('planner.block.over')}` : ''
        return `${what(block)}${place}${over}`
      },
    }
  }, [text, times, plan, busy, mutes])
}
