/** What a proposal would change, rule by rule, and how one that was overtaken follows the agreement that holds now. */
import type { Agreement } from '../sync/documents.ts'
import { linesOf, RULE_NAMES, type RuleLine, type RuleName } from './rules.ts'

export interface RuleChange {
  readonly rule: RuleName
  readonly removed: readonly RuleLine[]
  readonly added: readonly RuleLine[]
}

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

/** Fields in one order, so that who wrote them first does not matter. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}

/** Only the rules that differ, in the order in which they are read. */
export function diffAgreements(before: Agreement, after: Agreement): readonly RuleChange[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const missingIn = (lines: readonly RuleLine[], line: RuleLine): boolean => !lines.some((other) => same(other, line))
  const removed = old.filter((line) => missingIn(now, line))
  const added = now.filter((line) => missingIn(old, line))
  return RULE_NAMES.map((rule) => ({
    rule,
    removed: removed.filter((line) => line.rule === rule),
    added: added.filter((line) => line.rule === rule),
  })).filter((change) => change.removed.length + change.added.length > 0)
}

/** Fields of an agreement that belong to one rule. */
const FIELDS = {
  coreHours: ['coreHours'],
  quietHours: ['quietHours'],
  noMeetings: ['noMeetings'],
  officeDays: ['officeDays', 'spreadOffice'],
  responses: ['responses'],
  urgent: ['urgent'],
  text: ['text'],
  reviewOn: ['reviewOn'],
  quorum: ['quorum'],
} as const satisfies Record<RuleName, readonly (keyof Agreement)[]>

export interface Rebased {
  readonly agreement: Agreement
  /** Rules that both changed, each in another way: mine were kept, and want to be looked at. */
  readonly both: readonly RuleName[]
}

/**
 * My proposal on the agreement that holds now: what I changed since `base` is kept, what I did not touch is as the
 * others agreed meanwhile. Without the base (the hub keeps so many versions) everything of mine is kept.
 */
export function rebaseAgreement(base: Agreement | null, mine: Agreement, theirs: Agreement): Rebased {
  if (base === null) return { agreement: mine, both: [] }
  const changedIn = (other: Agreement, rule: RuleName): boolean =>
    !same(pick(base, FIELDS[rule]), pick(other, FIELDS[rule]))
  const parts = RULE_NAMES.map((rule) => pick(changedIn(mine, rule) ? mine : theirs, FIELDS[rule]))
  const both = RULE_NAMES.filter(
    (rule) =>
      changedIn(mine, rule) && changedIn(theirs, rule) && !same(pick(mine, FIELDS[rule]), pick(theirs, FIELDS[rule])),
  )
  return { agreement: Object.assign({}, ...parts) as Agreement, both }
}

const pick = (agreement: Agreement, fields: readonly (keyof Agreement)[]): Partial<Agreement> =>
  Object.fromEntries(fields.filter((field) => agreement[field] !== undefined).map((field) => [field, agreement[field]]))
