import { type ReactNode, Suspense, useState } from 'react'
import { availabilityFor, outgoingFor } from '../../core/app/desired.ts'
import type { TeamSlice } from '../../core/app/state.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import { dayWindow } from '../../core/planner/day.ts'
import { overlaps } from '../../core/planner/block.ts'
import { dateIn } from '../../core/time/zone.ts'
import { useAppState, useDispatch } from '../lib/app.tsx'
import { Say, useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Ribbon } from '../ui/Ribbon.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { ExactData, TeamPick } from './later.ts'
import { Published } from '../sharing/Published.tsx'

const NO_TEAM = { shares: { place: false } } as const

/** The cut of my plan as a teammate has it, and the way to see every byte of it. */
export function SharedCard(): ReactNode {
  const text = useText()
  const state = useAppState()
  const [chosen, choose] = useState<string | null>(null)
  const teams = Object.values(state.teams)
  const team = teams.find((one) => one.team === chosen) ?? teams[0]
  return (
    <Card title={text('planner.shared')}>
      {teams.length > 1 && team !== undefined && (
        <Suspense>
          <TeamPick teams={teams} value={team.team} onChange={choose} />
        </Suspense>
      )}
      <Shared team={team} />
      {team === undefined ? <NobodyYet /> : <Published team={team} />}
    </Card>
  )
}

function Shared({ team }: { readonly team: TeamSlice | undefined }): ReactNode {
  const text = useText()
  const times = useTimes()
  const state = useAppState()
  const now = useNow('minute')
  const [isExact, setExact] = useState(false)
  const me = availabilityFor(state, team ?? NO_TEAM, now)
  const { key, at } = sayAvailability(me)
  const sentence = text(key, at === null ? {} : { at: times.moment(at, now) })
  const outgoing = outgoingFor(state, team ?? NO_TEAM, now)
  const window = dayWindow(dateIn(now, times.zone), times.zone)
  const pieces = (outgoing.plan?.intervals ?? []).filter((piece) => overlaps(piece, window))
  const places = new Set(pieces.map(({ place }) => place).filter((place) => place !== undefined))
  return (
    <>
      <Ribbon
        window={window}
        pieces={pieces}
        now={now}
        label={
          outgoing.plan === null
            ? text('planner.shared.noPlan.ribbon')
            : text('planner.shared.ribbon', { count: pieces.length })
        }
      />
      <p>
        <StateGlyph state={me.state} /> <strong>{sentence}</strong>
      </p>
      <p className="plan-quiet">
        {outgoing.plan === null ? (
          text('planner.shared.noPlan', { team: team?.name ?? '' })
        ) : (
          <Say
            id={places.size === 0 ? 'planner.shared.cut' : 'planner.shared.cut.places'}
            values={{ count: pieces.length, places: [...places].map((place) => `“${place}”`).join(', ') }}
          />
        )}{' '}
        <Button tone="link" onPress={() => setExact(true)}>
          {text('planner.shared.exact')}
        </Button>
      </p>
      {isExact && (
        <Suspense>
          <ExactData onClose={() => setExact(false)} outgoing={outgoing} team={team?.name ?? null} />
        </Suspense>
      )}
    </>
  )
}

function NobodyYet(): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  return (
    <p className="plan-quiet">
      {text('planner.shared.nobody')}{' '}
      <Button tone="link" onPress={() => void dispatch({ type: 'window.open', window: 'team' })}>
        {text('planner.shared.begin')}
      </Button>
    </p>
  )
}
