// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { showScreen } from '../../../tests/fakes/screen.tsx'
import { stateWith, membershipWith } from '../../../tests/fakes/state.ts'
import type { TeamDoc } from '../../core/team/docs.ts'
import { usePapers, useTeamDocs } from './app.tsx'

afterEach(cleanup)

const membership = membershipWith({ me: 'p' })
const agreement: TeamDoc = { id: 'agreement', v: 1, by: 'p', at: 0, kind: 'agreement', body: { text: 'Few rules' } }

function Probe() {
  const docs = useTeamDocs('t')
  const papers = usePapers('t')
  return <p>{`${Object.keys(docs).join()} ${Object.keys(papers).join()}`}</p>
}

test('a component that shows a team’s documents is told of them and of what I write', async () => {
  const { bridge } = await showScreen('team', <Probe />, stateWith())
  await act(async () => {
    bridge.report({ type: 'team.joined', membership, invite: null })
    bridge.report({ type: 'docs.report', team: 't', full: true, set: [agreement], gone: [] })
    await bridge.call('dispatch', { type: 'doc.vote', team: 't', ref: 'r', doc: 'proposal.x', draft: 1, yes: true })
  })
  expect(screen.getByText('agreement r')).toBeDefined()
})
