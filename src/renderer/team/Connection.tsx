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

/** Above the list while the hub is out of reach: since when, why, and what to do. */
export const LinkBanner = memo(function LinkBanner({ team }: { readonly team: TeamSlice }): ReactNode {
  const { status, reason, since } = team.link
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const because = useReason()
  const { ask, pending, error } = useWish()
  const stuck = status === 'offline' || status === 'refused'
  const { movedTo } = team
  return (
    <div className="team-link-live" role="status">
      {movedTo !== undefined && (
        <div className="team-banner" data-status="moved">
          <Icon name="info" />
          <p>{error ?? text('team.moved', { address: movedTo.url })}</p>
          <Button size="small" isPending={pending} onPress={() => void ask({ type: 'team.follow', team: team.team })}>
            {text('team.moved.go')}
          </Button>
        </div>
      )}
      {stuck && (
        <div className="team-banner" data-status={status}>
          <Icon name="warning" />
          <p>
            <strong>{text(`team.link.${status}`, { at: times.moment(since, now) })}</strong> {because(reason, team)}
          </p>
          <Button size="small" isPending={pending} onPress={() => void ask({ type: 'team.retry', team: team.team })}>
            {text('team.link.retry')}
          </Button>
        </div>
      )}
    </div>
  )
})

const LINE: Readonly<Record<TeamSlice['link']['status'], MessageKey>> = {
  online: 'team.link.online',
  connecting: 'team.link.connecting',
  offline: 'team.link.asOf',
  refused: 'team.link.asOf',
}

/** Under the list, quiet: whether my own status reached the team. */
export const LinkLine = memo(function LinkLine({ team }: { readonly team: TeamSlice }): ReactNode {
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
