import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { CoreCheckPart } from './CoreCheckPart.tsx'
import { OfficePart } from './OfficePart.tsx'
import type { Agreed } from './useAgreement.ts'
import { usePlans } from './usePlans.ts'

/** What everybody's shared plans say to the rules. Drawn anew with them, while the rest of the page is not. */
export function PlanParts({ team, agreed }: { readonly team: TeamSlice; readonly agreed: Agreed }): ReactNode {
  const plans = usePlans(team)
  return (
    <>
      <CoreCheckPart team={team} plans={plans} agreed={agreed} />
      <OfficePart team={team} plans={plans} agreed={agreed} />
    </>
  )
}
