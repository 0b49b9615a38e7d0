import type { ReactNode } from 'react'

/** One part of the people of a team, under its heading. */
export function PeoplePart({
  heading,
  children,
}: {
  readonly heading: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className="team-people-part" aria-label={heading}>
      <h3>{heading}</h3>
      {children}
    </section>
  )
}
