import { type ReactNode, useId } from 'react'

export interface CardProps {
  readonly title: string
  readonly children: ReactNode
}

/** A titled region of a panel. */
export function Card({ title, children }: CardProps): ReactNode {
  const id = useId()
  return (
    <section className="ui-card" aria-labelledby={id}>
      <h2 className="ui-card-title" id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}
