/** Ends what ran out. Every node does it for the teams that it mirrors; whoever is first does it, once. */
import { HOUR, SECOND } from '../../../core/time/instant.ts'
import { arm, lapse, type Ledger, teamOf } from '../ledger.ts'
import { tidy } from '../edits.ts'
import type { Engine } from './engine.ts'
import { asking } from './link.ts'
import type { Mirror } from './mirror.ts'

const HEAL_EVERY = 5 * SECOND
const MOST_LAPSES = 200

export async function sweepAll(engine: Engine, now: number): Promise<void> {
  if (engine.link.downFor() > 0) return
  const heals = Math.abs(now - engine.healedAt) >= HEAL_EVERY
  const tidies = Math.abs(now - engine.tidiedAt) >= HOUR
  if (heals) engine.healedAt = now
  if (tidies) engine.tidiedAt = now
  const jobs = [...engine.loaded.values()].map(async (mirror) => {
    if (heals) await mirror.heal()
    const team = mirror.team()
    if (team === undefined) return
    await endStatuses(mirror, team.id, now)
    if (now >= engine.sweepFrom) await endLeases(engine, mirror, team.id, now)
    if (tidies) await mirror.submit({ decide: (ledger) => tidy(ledger, teamOf(ledger, team.id), now) })
  })
  await Promise.all(jobs)
}

/** What ends by itself in this node's own books is ended in the engine; the mirror's own clock only says when to look. */
async function endStatuses(mirror: Mirror, team: string, now: number): Promise<void> {
  const due = new Set<string>()
  const { deadlines, books } = mirror.ledger
  for (let next = deadlines.take(now); next !== undefined; next = deadlines.take(now)) {
    const person = books.teams.get(team)?.people.get(next.person)
    if (person !== undefined) person.due = Infinity
    due.add(next.person)
  }
  if (due.size === 0) return
  await mirror.submit({
    decide(ledger) {
      for (const person of due) ended(ledger, team, person, now)
    },
  })
  for (const id of due) {
    const [book, person] = [mirror.team(), mirror.team()?.people.get(id)]
    if (book !== undefined && person !== undefined) arm(mirror.ledger, book, person, 0)
  }
}

function ended(ledger: Ledger, teamId: string, personId: string, now: number): void {
  const team = teamOf(ledger, teamId)
  const person = team.people.get(personId)
  if (person !== undefined) lapse(ledger, team, person, now)
}

async function endLeases(engine: Engine, { keys, submit }: Mirror, team: string, now: number): Promise<void> {
  const { commands } = engine.link
  const lapsed = await asking(() => commands.zrangebyscore(keys.lease, '-inf', now, 'LIMIT', 0, MOST_LAPSES))
  if (lapsed.length === 0) return
  await submit({
    lapsed: { at: now, members: lapsed },
    decide(ledger) {
      for (const member of lapsed) {
        const [person = '', device = ''] = member.split(' ')
        const known = teamOf(ledger, team).people.get(person)?.devices.get(device)
        if (known !== undefined) known.lease = 0
        ended(ledger, team, person, now)
      }
    },
  })
}
