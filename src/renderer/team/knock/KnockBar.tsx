import { type ReactNode, useState } from 'react'
import type { Letter } from '../../../core/team/letters.ts'
import type { RosterRow } from '../../../core/team/roster.ts'
import { isReachable } from '../../../core/availability/decide.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useSlice } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { KnockForm } from './KnockForm.tsx'
import { ReplyLine } from './ReplyLine.tsx'
import { useTeamHere } from './teamHere.ts'
import { MyWaits, WaitOn } from './WaitOn.tsx'
import './knock.css'

export interface KnockBarProps {
  readonly row: RosterRow
  readonly linked: boolean
  readonly minute: Instant
}

/** What can be done about a teammate: knock now, be told when they can be reached, or say that one waits on them. */
export function KnockBar({ row, linked, minute }: KnockBarProps): ReactNode {
  const [writing, setWriting] = useState<'knock' | 'wait' | null>(null)
  const text = useText()
  const { person, standing } = row
  const done = (): void => setWriting(null)
  if (writing === 'knock') return <KnockForm person={person} linked={linked} minute={minute} onDone={done} />
  if (writing === 'wait') return <WaitOn on={person} minute={minute} onDone={done} />
  return (
    <>
      <MyWaits on={person} />
      <ReplyLine person={person} linked={linked} urgency="whenever" minute={minute} isRow />
      <div className="knock-buttons">
        <Button size="small" icon="bell" onPress={() => setWriting('knock')}>
          {text('knock.start')}
        </Button>
        {!isReachable(standing.state) && <AlertButton about={person.id} />}
        <Button size="small" tone="quiet" onPress={() => setWriting('wait')}>
          {text('knock.wait')}
        </Button>
      </div>
    </>
  )
}

function AlertButton({ about }: { readonly about: string }): ReactNode {
  const text = useText()
  const { team } = useTeamHere()
  const letters = useSlice('letters')
  const { ask, pending, error } = useWish()
  const isSet = Object.values(letters).some((letter) => isAlert(letter, team, about))
  const toggle = (): void =>
    void ask(isSet ? { type: 'alert.drop', team, about } : { type: 'alert.set', team, about, id: newId() })
  return (
    <>
      <Button size="small" tone="quiet" icon={isSet ? 'check' : undefined} isPending={pending} onPress={toggle}>
        {text(isSet ? 'knock.alert.on' : 'knock.alert')}
      </Button>
      {error !== null && (
        <span className="ui-error" role="alert">
          {error}
        </span>
      )}
    </>
  )
}

const isAlert = ({ team, body }: Letter, here: string, about: string): boolean =>
  team === here && body.kind === 'alert' && body.about === about
