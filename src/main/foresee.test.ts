import { expect, test } from 'vitest'
import { stateWith } from '../../tests/fakes/state.ts'
import { SCENES } from '../../tests/preview/scenes.ts'
import type { WindowKind } from '../core/app/intent.ts'
import type { State } from '../core/app/state.ts'
import { foresee } from './foresee.ts'

function foreseenBy(teams: State['teams']): readonly WindowKind[] {
  const made: WindowKind[] = []
  foresee('team', { teams }, { foresee: (kind) => void made.push(kind) })
  return made
}

test('the team window is made ready for who is in a team, and for nobody else', () => {
  const { teams } = SCENES['shared']!.state
  expect(foreseenBy(teams)).toEqual(['team'])
  expect(foreseenBy(stateWith().teams)).toEqual([])
})
