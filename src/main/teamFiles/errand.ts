/** Saves something of a team as a file: where the wish says, else where the person says. */
import { existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { done, type Errand, type Outcome, refused } from '../../core/app/intent.ts'
import type { TEAM_FILE_ERRANDS } from '../../core/app/teamFileWishes.ts'
import { dateIn } from '../../core/time/zone.ts'
import { asSaveError } from '../files/errors.ts'
import { writeWhole } from '../files/writeWhole.ts'
import type { Line } from '../start/line.ts'
import { meetingFile } from './meetingFile.ts'
import { weekFile } from './weekFile.ts'

export type TeamFileErrand = Extract<Errand, { type: (typeof TEAM_FILE_ERRANDS)[number] }>

export interface TeamFileParts {
  readonly line: Pick<Line, 'state'>
  readonly now: () => number
  /** Asks where to write, the system asking about a file that is there; null where the person chose nothing. */
  readonly pickPlace: (name: string) => Promise<string | null>
}

export async function runTeamFileErrand(parts: TeamFileParts, errand: TeamFileErrand): Promise<Outcome> {
  const isOfTeam = errand.type === 'team.saveWeek'
  if (isOfTeam && parts.line.state().teams[errand.team] === undefined) return refused('no_such_team')
  const { name, content } = fileOf(parts, errand)
  const file = errand.to ?? (await parts.pickPlace(name))
  if (file === null) return done
  if (errand.to !== undefined && existsSync(file)) return refused('file_exists')
  if (!isAbsolute(file) || !statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
    return refused('data_bad_path')
  }
  try {
    writeWhole(file, content)
    return { ok: true, value: file }
  } catch (error) {
    return refused(asSaveError(error).code === 'disk_full' ? 'export_full' : 'export_failed')
  }
}

interface TeamFile {
  readonly name: string
  readonly content: string
}

function fileOf({ line, now }: TeamFileParts, errand: TeamFileErrand): TeamFile {
  const { zone } = line.state().system
  if (errand.type === 'team.saveWeek') {
    return { name: `week-${dateIn(now(), zone)}.md`, content: weekFile(line.state(), errand.team, now()) }
  }
  const date = dateIn(errand.start, zone)
  return { name: `meeting-${date}.ics`, content: meetingFile(errand, now()) }
}
