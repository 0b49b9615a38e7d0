/** The simulated teammates as programs of the team: they join with an invite and publish, as anybody's app would. */
import type { Instant, Millis } from '../../core/time/instant.ts'
import type { Doc } from '../../core/sync/protocol.ts'
import { type HubLink, type HubRefusal, joinTeam, type JoinedTeam, openLink } from '../hubLink.ts'
import { agreeAs } from './agreement.ts'
import type { Teammate } from './people.ts'
import { liveAs } from './teammate.ts'

export interface TeamParts {
  readonly invite: string
  readonly people: readonly Teammate[]
  readonly now: () => Instant
  readonly random: () => number
  /** Told of what went wrong; the others go on. */
  readonly onProblem: (name: string, code: string) => void
}

/** One of the demo's team. */
export interface Playing {
  /** Says goodbye and hangs up. */
  stop(): Promise<void>
}

/** All join, one after the other. Returns once each has joined or was refused. */
export async function playTeam(parts: TeamParts): Promise<Playing> {
  const playing: Playing[] = []
  for (const [place, teammate] of parts.people.entries()) {
    const joined = await joinPatiently(teammate, parts)
    if (joined.ok) playing.push(play(teammate, place, joined, parts))
    else parts.onProblem(teammate.name, joined.code)
  }
  return { stop: async () => void (await Promise.all(playing.map((one) => one.stop()))) }
}

const MOST_TRIES = 3
const LONGEST_WAIT: Millis = 15_000

/** A hub that asks to wait is waited for. */
async function joinPatiently({ name }: Teammate, { invite }: TeamParts): Promise<JoinedTeam | HubRefusal> {
  for (let tries = 1; ; tries += 1) {
    const joined = await joinTeam({ invite, name, deviceName: 'demo' })
    const wait = joined.ok || joined.code !== 'rate' ? null : (joined.retryMs ?? LONGEST_WAIT)
    if (wait === null || tries >= MOST_TRIES) return joined
    await new Promise((resolve) => void setTimeout(resolve, Math.min(wait, LONGEST_WAIT)))
  }
}

/** A timer is only a hint to look again, so a machine that slept or a clock that was set is caught up with. */
const LONGEST_NAP: Millis = 60_000

function play(teammate: Teammate, place: number, joined: JoinedTeam, { now, random, onProblem }: TeamParts): Playing {
  const moment = liveAs(teammate)
  const link = linkOf(joined, { now, random, place, onRefused: (code) => onProblem(teammate.name, code) })
  let timer: NodeJS.Timeout | null = null
  function look(): void {
    const at = now()
    const { out, changesAt } = moment(at)
    link.publish(out)
    timer = setTimeout(look, Math.min(Math.max(changesAt - at, 0), LONGEST_NAP))
  }
  look()
  return {
    async stop() {
      if (timer !== null) clearTimeout(timer)
      await link.close('quit')
    },
  }
}

interface LinkParts {
  readonly now: () => Instant
  readonly random: () => number
  /** In the team, from 0. */
  readonly place: number
  readonly onRefused: (code: string) => void
}

/** Simulated people forget everything between two demos, so nothing is kept. */
function linkOf(
  { url, token, device, team, fingerprint }: JoinedTeam,
  { now, random, place, onRefused }: LinkParts,
): HubLink {
  const hear = agreeAs(place, (ref, paper) => link.ask(ref, paper))
  const target = { url, token, device, team: team.id, ...(fingerprint === undefined ? {} : { fingerprint }) }
  const news = {
    link: ({ status, reason }: { status: string; reason?: string }) => {
      if (status === 'refused') onRefused(reason ?? status)
    },
    people: () => {},
    docs: ({ docs }: { readonly docs: readonly Doc[] }) => hear(docs),
  }
  const link: HubLink = openLink(target, news, { now, random, outbox: { load: () => null, save: () => {} } })
  return link
}
