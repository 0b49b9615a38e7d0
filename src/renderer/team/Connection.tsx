import { memo, type ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { isMessageKey, type MessageKey, useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

/** A link's reason in words, with what to do about it; a reason this catalogue does not know is named. */
export function useReason(): (reason: string | null, team?: Pick<TeamSlice, 'fingerprint'>) => string {
  const text = useText()
  return (reason, team) => {
    // A hub with a certificate of its own lives on somebody's computer, whose address may change.
    const own = reason === 'hub_unreachable' && team?.fingerprint !== undefined ? '.own' : ''
    const key = `team.link.reason.${reason ?? 'none'}${own}`
    return isMessageKey(key) ? text(key) : text('team.link.reason.other', { code: reason ?? '' })
  }
}

interface TeamProps {
  readonly team: TeamSlice
}

/** Above the list: that the hub is out of reach, or has moved. */
export const LinkBanner = memo(function LinkBanner({ team }: TeamProps): ReactNode {
  return (
    <div className="team-link-live" role="status">
      {team.movedTo !== undefined && <Moved team={team} to={team.movedTo.url} />}
      <LinkDown team={team} />
    </div>
  )
})

function Moved({ team, to }: TeamProps & { readonly to: string }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  return (
    <div className="team-banner" data-status="moved">
      <Icon name="info" />
      <p>{error ?? text('team.moved', { address: to })}</p>
      <Button size="small" isPending={pending} onPress={() => void ask({ type: 'team.follow', team: team.team })}>
        {text('team.moved.go')}
      </Button>
    </div>
  )
}

/** While the hub is out of reach: since when, why, and what to do; with the team's name where it is one of several. */
export function LinkDown({ team, isOneOfMany = false }: TeamProps & { readonly isOneOfMany?: boolean }): ReactNode {
  const { status, reason, since } = team.link
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const because = useReason()
  const { ask, pending, error } = useWish()
  if (status !== 'offline' && status !== 'refused') return null
  const said = { team: team.name, at: times.moment(since, now) }
  return (
    <div className="team-banner" data-status={status}>
      <Icon name="warning" />
      <p>
        <strong>{text(isOneOfMany ? `planner.link.${status}` : `team.link.${status}`, said)}</strong>{' '}
        {error ?? because(reason, team)}
      </p>
      <Button
        size="small"
        isPending={pending}
        {...(isOneOfMany ? { 'aria-label': text('team.all.retry', { team: team.name }) } : {})}
        onPress={() => void ask({ type: 'team.retry', team: team.team })}
      >
        {text('team.link.retry')}
      </Button>
    </div>
  )
}

const LINE: Readonly<Record<TeamSlice['link']['status'], MessageKey>> = {
  online: 'team.link.online',
  connecting: 'team.link.connecting',
  offline: 'team.link.asOf',
  refused: 'team.link.asOf',
}

/** Under the list, quiet: whether my own status reached the team. */
export const LinkLine = memo(function LinkLine({ team }: TeamProps): ReactNode {
  const { status, publishedAt } = team.link
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const published = publishedAt === null ? null : text('team.link.published', { at: times.moment(publishedAt, now) })
  return (
    <footer className="team-foot" data-status={status}>
      <span className="team-foot-dot" />
      <span>{text(LINE[status])}</span>
      {published !== null && <span className="team-foot-published">{published}</span>}
      {team.hosted !== 'no' && <span className="team-foot-host">{text(`team.hosted.${team.hosted}`)}</span>}
    </footer>
  )
})
