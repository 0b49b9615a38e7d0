/** One connection per team, opened and closed to match the teams of the state. */
import type { Outgoing } from '../core/app/desired.ts'
import type { Intent } from '../core/app/intent.ts'
import { type Papers, papersUnderWay } from '../core/app/papers.ts'
import type { LinkSlice, TeamSlice } from '../core/app/state.ts'
import { type HubAddress, readAddress } from '../core/sync/invite.ts'
import { type DocOf, readDocs } from '../core/team/docs.ts'
import type { HubLink, LinkNews, LinkTarget, LinkView } from './hubLink.ts'

export interface Links {
  /** Opens what is missing, closes what is gone, and hands each team what it should have. */
  match(
    teams: Readonly<Record<string, TeamSlice>>,
    outgoing: Readonly<Record<string, Outgoing>>,
    papers: Readonly<Record<string, Papers>>,
  ): void
  /** Connects now instead of later: after wake, or when the person asks. */
  wake(team?: string): void
  /** Says goodbye everywhere before the machine sleeps; `wake` connects again. */
  sleep(): Promise<void>
  /** Says goodbye everywhere for good. */
  stop(): Promise<void>
  /** Says goodbye to one team, before leaving it. */
  drop(team: string): Promise<void>
}

export interface LinksParts {
  readonly open: (target: LinkTarget, news: LinkNews, team: string) => HubLink
  readonly token: (team: string) => string | null
  readonly dispatch: (intent: Intent) => unknown
  /** Asks for a new token and keeps it; null where the old one stays. */
  readonly renew: (team: string) => Promise<string | null>
}

/** How to name a team's secret and outbox. */
export const tokenName = (team: string): string => `team-token:${team}`

interface Open {
  readonly link: HubLink
  readonly url: string
}

export function createLinks({ open, token, dispatch, renew }: LinksParts): Links {
  const links = new Map<string, Open>()
  // A link may report before `open` returns, and the report comes back here through the loop.
  const opening = new Set<string>()
  const renewing = new Set<string>()

  function connect(team: TeamSlice): Open | null {
    const secret = token(team.team)
    if (secret === null) return null
    const { url, device, fingerprint } = team
    const target = {
      url,
      token: secret,
      device,
      team: team.team,
      ...(fingerprint === undefined ? {} : { fingerprint }),
    }
    const news: LinkNews = {
      link: (view) => void dispatch({ type: 'link.report', team: team.team, link: linkSlice(view) }),
      people: ({ full, set, gone, teamName }) =>
        void dispatch({ type: 'roster.report', team: team.team, name: teamName, full, set, gone }),
      renew: () => void renewFor(team.team),
      docs: (told) => {
        const change = readDocs(told)
        void dispatch({ type: 'docs.report', team: team.team, ...change })
        if (!told.full && !told.docs.some(({ d }) => d === 'moved')) return
        const moved = change.set.find((doc) => doc.kind === 'moved')
        void dispatch({ type: 'team.announced', team: team.team, to: moved === undefined ? null : addressOf(moved) })
      },
      inbox: (told) => void dispatch({ type: 'items.report', team: team.team, ...told }),
      answered: (ref, answer) => void dispatch({ type: 'papers.answered', team: team.team, ref, answer }),
    }
    opening.add(team.team)
    const opened = { link: open(target, news, team.team), url }
    opening.delete(team.team)
    links.set(team.team, opened)
    return opened
  }

  async function renewFor(team: string): Promise<void> {
    if (renewing.has(team)) return
    renewing.add(team)
    const next = await renew(team).catch(() => null)
    renewing.delete(team)
    if (next !== null) links.get(team)?.link.useToken(next)
  }

  async function drop(team: string): Promise<void> {
    const known = links.get(team)
    links.delete(team)
    await known?.link.close('logout')
  }

  async function closeAll(why: 'quit' | 'sleep'): Promise<void> {
    await Promise.all([...links.values()].map(({ link }) => link.close(why)))
  }

  return {
    match(teams, outgoing, papers) {
      for (const [id, known] of links) if (teams[id]?.url !== known.url) void drop(id)
      for (const [id, team] of Object.entries(teams)) {
        if (opening.has(id)) continue
        const known = links.get(id) ?? connect(team)
        const out = outgoing[id]
        if (known !== null && out !== undefined) known.link.publish(out)
        for (const { ref, paper } of papersUnderWay(papers[id] ?? {})) known?.link.ask(ref, paper)
      }
    },
    wake(team) {
      for (const [id, { link }] of links) if (team === undefined || team === id) link.wake()
    },
    sleep: () => closeAll('sleep'),
    stop: () => closeAll('quit'),
    drop,
  }
}

const addressOf = ({ body }: DocOf<'moved'>): HubAddress | null =>
  readAddress(`${body.url}${body.fingerprint === undefined ? '' : `#sha256=${body.fingerprint}`}`)

const linkSlice = ({ status, reason, since, publishedAt }: LinkView): LinkSlice => ({
  status,
  reason: reason ?? null,
  since,
  publishedAt: publishedAt ?? null,
})
