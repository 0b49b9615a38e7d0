import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useDispatch } from '../lib/app.tsx'
import { isMessageKey, useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import './sharing.css'

/** Whether the team has it: when it was confirmed, or why not and what happens next. */
export function Published({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const now = useNow('minute')
  const { status, reason, since, publishedAt } = team.link
  if (status === 'online') {
    if (publishedAt === null) return <p className="sharing-quiet">{text('planner.link.online', { team: team.name })}</p>
    return (
      <p className="sharing-published">
        <Icon name="check" /> {text('planner.link.published', { at: times.moment(publishedAt, now), team: team.name })}
      </p>
    )
  }
  if (status === 'connecting')
    return <p className="sharing-quiet">{text('planner.link.connecting', { team: team.name })}</p>
  const because = `team.link.reason.${reason ?? 'none'}`
  return (
    <div className="sharing-link-bad">
      <p>
        <strong>{text(`planner.link.${status}`, { team: team.name, at: times.moment(since, now) })}</strong>{' '}
        {isMessageKey(because) ? text(because) : text('planner.link.reason', { code: reason ?? '' })}
      </p>
      <Button size="small" onPress={() => void dispatch({ type: 'team.retry', team: team.team })}>
        {text('planner.link.retry')}
      </Button>
    </div>
  )
}
