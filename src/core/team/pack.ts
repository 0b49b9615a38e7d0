/**
 * People on their way to a window. Between two processes each object costs more than all its numbers: thousands of
 * plans of fifty stretches each take seconds as they are, and a twentieth of that as one text.
 */
import type { Person, SharedInterval, SharedPlan } from '../sync/records.ts'
import { MINUTE } from '../time/instant.ts'
import { portions } from './portions.ts'

type People = Readonly<Record<string, Person>>

const STATES = ['available', 'focusing', 'together'] as const
/** Of each interval: from the end of the one before to its start, its length, and its state with its place. */
const EACH = 3

interface PackedPlan {
  readonly zone: string
  readonly skills?: readonly string[]
  /** What a number stands for, in milliseconds. */
  readonly unit: number
  readonly places: readonly string[]
  readonly numbers: readonly number[]
}
/** `same` where the plan is the one that the window has. */
type PackedPerson = Omit<Person, 'plan'> & { readonly plan: PackedPlan | null | 'same' }

/** A plan is a value and packed once, however often a window opens. */
const packed = new WeakMap<SharedPlan, string>()

/** So many are packed or unpacked in a few milliseconds. */
const PORTION = 200

/** All of them in texts of so many each, so that neither side stands still for everybody at once. */
export function* packPortions(people: People): Generator<string> {
  for (const some of portions(Object.values(people), PORTION)) yield textFor(some, {})
}

/** What `packPortions` packed, with a stop after each portion. */
export function* unpackPortions(texts: readonly string[]): Generator<undefined, Record<string, Person>> {
  const known: Record<string, Person> = {}
  for (const text of texts) {
    Object.assign(known, unpackPeople(text))
    yield
  }
  return known
}

/** `before` is what the window has of these people; none for a window that has nothing. */
export function packPeople(people: People, before: People = {}): string {
  return textFor(Object.values(people), before)
}

const textFor = (people: readonly Person[], before: People): string =>
  `[${people.map((person) => packPerson(person, before[person.id])).join(',')}]`

function packPerson({ plan, ...rest }: Person, before: Person | undefined): string {
  const isSame = before !== undefined && plan !== null && before.plan === plan
  return `${JSON.stringify(rest).slice(0, -1)},"plan":${isSame ? '"same"' : plan === null ? 'null' : textOf(plan)}}`
}

function textOf(plan: SharedPlan): string {
  const known = packed.get(plan) ?? JSON.stringify(packPlan(plan))
  packed.set(plan, known)
  return known
}

function packPlan({ zone, skills, intervals }: SharedPlan): PackedPlan {
  const isWhole = intervals.every(({ start, end }) => start % MINUTE === 0 && end % MINUTE === 0)
  const unit = isWhole ? MINUTE : 1
  const places: string[] = []
  const numbers: number[] = []
  let last = 0
  for (const { start, end, state, place } of intervals) {
    if (place !== undefined && !places.includes(place)) places.push(place)
    const where = place === undefined ? 0 : places.indexOf(place) + 1
    numbers.push((start - last) / unit, (end - start) / unit, STATES.indexOf(state) + where * STATES.length)
    last = end
  }
  return { zone, ...(skills === undefined ? {} : { skills }), unit, places, numbers }
}

/** What `packPeople` packed. `before` is what this window had. */
export function unpackPeople(text: string, before: People = {}): Record<string, Person> {
  // Our own main process made it a moment ago.
  const people = JSON.parse(text) as readonly PackedPerson[]
  const known: Record<string, Person> = {}
  for (const packed of people) known[packed.id] = Object.assign(packed, { plan: planOf(packed, before) })
  return known
}

function planOf({ id, plan }: PackedPerson, before: People): SharedPlan | null {
  if (plan === null) return null
  return plan === 'same' ? (before[id]?.plan ?? null) : unpackPlan(plan)
}

function unpackPlan({ zone, skills, unit, places, numbers }: PackedPlan): SharedPlan {
  const intervals: SharedInterval[] = []
  let last = 0
  for (let at = 0; at < numbers.length; at += EACH) {
    const start = last + (numbers[at] ?? 0) * unit
    const end = start + (numbers[at + 1] ?? 0) * unit
    const code = numbers[at + 2] ?? 0
    const state = STATES[code % STATES.length] ?? 'available'
    const place = places[Math.floor(code / STATES.length) - 1]
    intervals.push(place === undefined ? { start, end, state } : { start, end, state, place })
    last = end
  }
  return { zone, intervals, ...(skills === undefined ? {} : { skills: [...skills] }) }
}
