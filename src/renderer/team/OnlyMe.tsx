import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { InviteBox } from './InviteBox.tsx'

/** A team of one: the way to make it more. */
export function OnlyMe({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  return (
    <section className="team-only-me">
      <h2>{text('team.onlyMe.title')}</h2>
      <p>{text('team.onlyMe.how')}</p>
      <InviteBox team={team} />
    </section>
  )
}
