import { useMemo } from 'react'
import type { WeeklyHours } from '../../core/agreement/rules.ts'
import { agreementIn } from '../../core/app/agreed.ts'
import { type MarksOf, marksIn } from '../../core/team/marks.ts'
import type { DayWindow } from '../../core/team/ribbon.ts'
import { useTeamDocs } from '../lib/app.tsx'

const NONE: readonly WeeklyHours[] = []

/** The core hours that a team agreed upon; none before it did. */
export const useCoreHours = (team: string): readonly WeeklyHours[] => agreementIn(useTeamDocs(team)).coreHours ?? NONE

/** What is marked behind everybody's blocks on this day. */
export function useMarks(core: readonly WeeklyHours[], day: DayWindow): MarksOf {
  return useMemo(() => marksIn(day, core), [day, core])
}
