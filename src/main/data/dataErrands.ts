/** Exports and imports: asks for a file where none is named, and answers in codes. */
import { done, type Errand, type Outcome, refused } from '../../core/app/intent.ts'
import { inZone } from '../../core/time/zone.ts'
import { exportTo, refusalOf } from './exportFile.ts'
import { type ImportPlace, lookAt, takeIn } from './importFile.ts'

export type DataErrand = Extract<Errand, { type: 'data.export' | 'data.look' | 'data.import' }>

export interface DataParts extends ImportPlace {
  /** Asks where to write, the system asking about a file that is there; null where the person chose nothing. */
  readonly pickPlace: (name: string) => Promise<string | null>
  readonly pickExport: () => Promise<string | null>
}

export async function runDataErrand(parts: DataParts, errand: DataErrand): Promise<Outcome> {
  switch (errand.type) {
    case 'data.export':
      return exportAs(parts, errand)
    case 'data.look': {
      const from = errand.from ?? (await parts.pickExport())
      return from === null ? done : lookAt(from, parts)
    }
    case 'data.import':
      return takeIn(errand, parts)
  }
}

async function exportAs(
  parts: DataParts,
  { what, to }: Extract<DataErrand, { type: 'data.export' }>,
): Promise<Outcome> {
  const { line, dataDir, now } = parts
  const file = to ?? (await parts.pickPlace(fileName(what, now(), line.state().system.zone)))
  if (file === null) return done
  const refusal = refusalOf(file, what)
  // In the system's dialog the person was asked about a file that is there.
  if (refusal !== null && (to !== undefined || refusal !== 'export_exists')) return refused(refusal)
  const problem = await exportTo(file, what, { dataDir, state: line.state, now: now() })
  return problem === null ? { ok: true, value: file } : refused(problem)
}

/** `tideline-2026-11-22.json` */
const fileName = (what: 'all' | 'sessions', now: number, zone: string): string =>
  `tideline-${what === 'all' ? '' : 'sessions-'}${inZone(now, zone).slice(0, 10)}.${what === 'all' ? 'json' : 'csv'}`
