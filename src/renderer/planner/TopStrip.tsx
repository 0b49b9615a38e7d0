import { type ReactNode, Suspense } from 'react'
import { EndedStrip } from './EndedStrip.tsx'
import { AskStrips } from './later.ts'
import { SessionFace } from './SessionFace.tsx'
import { StartButton } from './StartButton.tsx'
import { useIsFocusing } from './useSession.ts'

/** Above the day: the session where no block carries it, the way back from an end, or the start where no panel has it. */
export function TopStrip({ hasCard, hasStart }: { readonly hasCard: boolean; readonly hasStart: boolean }): ReactNode {
  const isFocusing = useIsFocusing()
  return (
    <>
      {isFocusing && hasCard && (
        <div className="plan-strip">
          <SessionFace place="card" />
        </div>
      )}
      {!isFocusing && hasStart && (
        <div className="plan-strip">
          <StartButton />
        </div>
      )}
      <EndedStrip />
      <Suspense>
        <AskStrips />
      </Suspense>
    </>
  )
}
