import { type ReactNode, useEffect, useRef } from 'react'

/** Takes the focus as its step comes, so that the step is read from its beginning. */
export function StepTitle({ title, what }: { readonly title: string; readonly what: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 className="welcome-title" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="welcome-what">{what}</p>
    </>
  )
}
