import { type FormEvent, type ReactNode, useState } from 'react'
import type { ManualStatus } from '../../core/sync/records.ts'
import { STATUS_ENDS, type StatusEnd, statusEnds } from '../../core/team/statusEnds.ts'
import { plannedFrom } from '../../core/planner/planned.ts'
import { DAY } from '../../core/time/instant.ts'
import { useSlice, useZone } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { usePlan } from '../lib/usePlanned.ts'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { type Segment, SegmentedControl } from '../ui/SegmentedControl.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { TextField } from '../ui/TextField.tsx'
import { EmojiPick } from './EmojiPick.tsx'

const STATES = ['plan', 'available', 'focusing', 'together', 'away', 'off'] as const
type Choice = (typeof STATES)[number]

/** My status by hand: an availability, own words, or both, until an end. */
export function StatusForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const text = useText()
  const { status } = useSlice('status')
  const { ask, pending, error } = useWish()
  const now = useNow('minute')
  const current = status !== null && now < status.until ? status : null
  const [state, setState] = useState<Choice>(current?.state ?? 'plan')
  const [emoji, setEmoji] = useState(current?.emoji ?? '')
  const [words, setWords] = useState(current?.text ?? '')
  const [end, setEnd] = useState<StatusEnd>('hour')
  const ends = useEnds()
  const isEmpty = state === 'plan' && emoji === '' && words.trim() === ''

  const tell = async (wish: Parameters<typeof ask>[0]): Promise<void> => {
    const outcome = await ask(wish)
    if (outcome.ok) onDone()
  }
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const until = ends.instants[end]
    if (isEmpty || until === undefined) return
    void tell({ type: 'status.set', status: made({ state, emoji, words: words.trim() }, until) })
  }

  return (
    <form className="team-status-form" onSubmit={save} noValidate>
      <SegmentedControl
        label={text('team.status.state')}
        labelShown
        segments={useStates()}
        value={state}
        onChange={setState}
      />
      <TextField
        label={text('team.status.words')}
        placeholder={text('team.status.words.example')}
        value={words}
        onChange={setWords}
        maxLength={140}
      />
      <EmojiPick value={emoji} onChange={setEmoji} />
      <SegmentedControl
        label={text('team.status.end')}
        labelShown
        segments={ends.segments}
        value={end}
        onChange={setEnd}
      />
      <Refused error={error} />
      <div className="team-status-foot">
        {current !== null && (
          <Button tone="quiet" isDisabled={pending} onPress={() => void tell({ type: 'status.clear' })}>
            {text('team.status.clear')}
          </Button>
        )}
        <Button tone="primary" type="submit" isPending={pending} isDisabled={isEmpty}>
          {text('team.status.set')}
        </Button>
      </div>
    </form>
  )
}

function made({ state, emoji, words }: { state: Choice; emoji: string; words: string }, until: number): ManualStatus {
  return {
    until,
    ...(state === 'plan' ? {} : { state }),
    ...(emoji === '' ? {} : { emoji }),
    ...(words === '' ? {} : { text: words }),
  }
}

function useStates(): readonly Segment<Choice>[] {
  const text = useText()
  return STATES.map((id) => ({
    id,
    label:
      id === 'plan' ? (
        text('team.status.byPlan')
      ) : (
        <>
          <StateGlyph state={id} />
          {text(`ui.state.${id}`)}
        </>
      ),
  }))
}

/** The ends to choose from, with their instants. */
function useEnds(): { segments: readonly Segment<StatusEnd>[]; instants: ReturnType<typeof statusEnds> } {
  const text = useText()
  const plan = usePlan()
  const zone = useZone()
  const times = useTimes()
  const now = useNow('minute')
  const shown = statusEnds(plannedFrom(plan, now, 2 * DAY), zone, now)
  const segments = STATUS_ENDS.flatMap((id) => {
    const at = shown[id]
    return at === undefined ? [] : [{ id, label: text(`team.status.end.${id}`, { at: times.time(at) }) }]
  })
  return { segments, instants: shown }
}
