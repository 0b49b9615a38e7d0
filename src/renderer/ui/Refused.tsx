import type { ReactNode } from 'react'

/** Why a wish was refused, under what it was asked with, and read aloud at once; nothing while there is no reason. */
export function Refused({ error }: { readonly error: string | null }): ReactNode {
  if (error === null) return null
  return (
    <p className="ui-error" role="alert">
      {error}
    </p>
  )
}
