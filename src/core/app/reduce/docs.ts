/** What a team wrote down, and what I am writing to it. */
import { contradictions } from '../../agreement/check.ts'
import { docKind, DOC_KINDS } from '../../sync/documents.ts'
import type { Paper } from '../../sync/protocol.ts'
import { withDocs } from '../../team/docs.ts'
import type { Instant } from '../../time/instant.ts'
import { dateIn } from '../../time/zone.ts'
import type { Intent } from '../intent.ts'
import { answeredPapers, type KeptPaper, withoutPaper } from '../papers.ts'
import type { State } from '../state.ts'
import { changed, type Reduced, refuse } from './result.ts'
import { withWaitNotices } from './waitNotices.ts'

type DocIntent = Extract<Intent, { type: 'doc.write' | 'doc.vote' | 'doc.forget' | 'docs.report' | 'papers.answered' }>

type Written = Extract<Intent, { type: 'doc.write' }>

export function reduceDocs(state: State, intent: DocIntent, now: Instant): Reduced {
  const { team } = intent
  if (state.teams[team] === undefined) return refuse(state, 'no_such_team')
  const papers = state.papers[team] ?? {}
  const docs = state.docs[team] ?? {}
  switch (intent.type) {
    case 'docs.report': {
      const after = withDocs(docs, intent)
      const told = withWaitNotices(state, team, docs, after, now)
      return changed({ ...told, docs: { ...state.docs, [team]: after } })
    }
    case 'papers.answered': {
      const paper = papers[intent.ref]?.paper
      const doc = paper !== undefined && 'doc' in paper ? docs[paper.doc] : undefined
      return changed(withPapers(state, team, answeredPapers(papers, intent.ref, intent.answer, doc)))
    }
    case 'doc.forget':
      return papers[intent.ref]?.refusal === null
        ? refuse(state, 'paper_under_way')
        : changed(withPapers(state, team, withoutPaper(papers, intent.ref)))
    case 'doc.write': {
      if (!isOfItsKind(intent)) return refuse(state, 'bad_document')
      const clash = contradictionIn(state, intent.body, now)
      if (clash !== null) return refuse(state, `agreement_${clash}`)
      const { ref, doc, base, body, seen } = intent
      return writePaper(
        state,
        team,
        { ref, paper: { t: 'doc', doc, base, body }, ...(seen === undefined ? {} : { seen }) },
        now,
      )
    }
    case 'doc.vote': {
      const { ref, doc, draft, yes } = intent
      return writePaper(state, team, { ref, paper: { t: 'vote', doc, draft, yes } }, now)
    }
  }
}

/** Puts a paper on its way to the team; one of the same `ref` is there already. */
export function writePaper(
  state: State,
  team: string,
  written: { readonly ref: string; readonly paper: Paper; readonly seen?: number },
  now: Instant,
): Reduced {
  const papers = state.papers[team] ?? {}
  if (papers[written.ref] !== undefined) return changed(state)
  const kept: KeptPaper = { ...written, at: now, refusal: null }
  return changed(withPapers(state, team, { ...papers, [written.ref]: kept }))
}

const withPapers = (state: State, team: string, papers: State['papers'][string]): State => ({
  ...state,
  papers: { ...state.papers, [team]: papers },
})

/** Nobody is asked to agree to what cannot be kept. */
function contradictionIn({ system }: State, body: Written['body'], now: Instant): string | null {
  if (body === null || !('agreement' in body)) return null
  return contradictions(body.agreement, dateIn(now, system.zone), now)[0]?.code ?? null
}

/** Only what the id's kind holds; the agreement itself is written by the hub alone. */
function isOfItsKind({ doc, body }: Written): boolean {
  const kind = docKind(doc)
  if (kind === null || kind === 'agreement' || kind === 'moved') return false
  return body === null || DOC_KINDS[kind].safeParse(body).success
}
