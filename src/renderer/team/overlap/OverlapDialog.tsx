import { type ReactNode, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import './overlap.css'
import { PeoplePick } from './PeoplePick.tsx'
import { SlotCard } from './SlotCard.tsx'
import type { SlotWords } from './slotText.ts'
import { TallyNote } from './TallyNote.tsx'
import { HORIZONS, LENGTHS, type OverlapReading, useOverlap } from './useOverlap.ts'

export interface OverlapDialogProps {
  readonly team: TeamSlice
  /** Who should be in it beside me, as ids; without any everybody of a small team is. */
  readonly people?: readonly string[]
  readonly onClose: () => void
}

const NOBODY: readonly string[] = []

/** When can these people meet? */
export function OverlapDialog({ team, people = NOBODY, onClose }: OverlapDialogProps): ReactNode {
  const text = useText()
  const reading = useOverlap(team, people)
  const words = useSlotWords(reading)
  const { form, change, overlap } = reading
  return (
    <Dialog title={text('overlap.title')} isOpen onClose={onClose} size="wide">
      <PeoplePick people={reading.people} me={team.me} chosen={form.chosen} onChange={(chosen) => change({ chosen })} />
      <div className="overlap-choices">
        <SegmentedControl
          label={text('overlap.length')}
          labelShown
          segments={LENGTHS.map((id) => ({ id, label: words.times.length(Number(id) * 60_000) }))}
          value={form.length}
          onChange={(length) => change({ length })}
        />
        <SegmentedControl
          label={text('overlap.horizon')}
          labelShown
          segments={HORIZONS.map((id) => ({ id, label: text('overlap.horizon.days', { days: Number(id) }) }))}
          value={form.horizon}
          onChange={(horizon) => change({ horizon })}
        />
      </div>
      <p className="overlap-said" role="status">
        {text(saidOf(reading), { count: form.chosen.size, slots: overlap.slots.length })}
      </p>
      {overlap.slots.length > 0 && (
        <ul className="overlap-slots" aria-label={text('overlap.slots')}>
          {overlap.slots.map((slot, index) => (
            <SlotCard key={slot.start} team={team} slot={slot} isBest={index === 0} words={words} />
          ))}
        </ul>
      )}
      <TallyNote team={team} reading={reading} nameOf={words.nameOf} />
    </Dialog>
  )
}

function saidOf({ form, overlap }: OverlapReading) {
  if (form.chosen.size === 0) return 'overlap.said.nobody'
  if (overlap.slots.length === 0) return 'overlap.said.none'
  return overlap.isFree ? 'overlap.said.free' : 'overlap.said.least'
}

function useSlotWords({ people, zoneOf }: OverlapReading): SlotWords {
  const text = useText()
  const times = useTimes()
  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people])
  return { nameOf: (id) => names.get(id) ?? id, zoneOf, times, text }
}
