import { type ReactNode, useEffect, useRef } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { CopyLink } from './CopyLink.tsx'

export interface InviteBoxProps {
  readonly team: TeamSlice
  /** Whether a link is made at once where there is none. */
  readonly makes?: boolean
}

/** The link that lets others in, to be copied. */
export function InviteBox({ team, makes = false }: InviteBoxProps): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const asked = useRef(false)
  useEffect(() => {
    if (!makes || asked.current || team.invite !== null) return
    asked.current = true
    void ask({ type: 'team.invite', team: team.team })
  }, [makes, team.invite, team.team, ask])
  return (
    <div className="team-invite">
      {team.invite === null ? (
        <p>{text(pending ? 'team.invite.making' : 'team.invite.none')}</p>
      ) : (
        <CopyLink key={team.invite} link={team.invite} />
      )}
      <p className="ui-hint">{text(team.hosted === 'loopback' ? 'team.invite.loopback' : 'team.invite.meaning')}</p>
      <Refused error={error} />
      <Button
        tone={team.invite === null ? 'primary' : 'link'}
        isPending={pending}
        onPress={() => void ask({ type: 'team.invite', team: team.team })}
      >
        {text(team.invite === null ? 'team.invite.make' : 'team.invite.another')}
      </Button>
    </div>
  )
}
