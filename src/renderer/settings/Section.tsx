import { type ReactNode, useId } from 'react'

/** A titled group of settings. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h2 className="settings-heading" id={id}>
        {title}
      </h2>
      <div className="settings-fields">{children}</div>
    </section>
  )
}

/** Why a change was refused, under its control. */
export function Refused({ error }: { readonly error: string | null }): ReactNode {
  if (error === null) return null
  return (
    <p className="ui-error" role="alert">
      {error}
    </p>
  )
}
