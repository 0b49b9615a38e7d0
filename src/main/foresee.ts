/** Which windows are worth making before they are opened. */
import type { WindowKind } from '../core/app/intent.ts'
import type { State } from '../core/app/state.ts'
import type { WindowsPort } from './ports.ts'

/** Who is in no team has nobody to bring along: that window opens fast enough. */
export function foresee(
  kind: WindowKind,
  { teams }: Pick<State, 'teams'>,
  windows: Pick<WindowsPort, 'foresee'>,
): void {
  if (Object.keys(teams).length > 0) windows.foresee(kind)
}
