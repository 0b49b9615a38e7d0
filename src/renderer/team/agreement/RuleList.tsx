import type { ReactNode } from 'react'
import type { RuleChange } from '../../../core/agreement/diff.ts'
import { linesOf, RULE_NAMES } from '../../../core/agreement/rules.ts'
import type { Agreement } from '../../../core/sync/documents.ts'
import { useText } from '../../lib/intl.tsx'
import { useRuleWords } from './words.ts'

/** What is agreed, rule by rule. */
export function RuleList({ rules }: { readonly rules: Agreement }): ReactNode {
  const text = useText()
  const words = useRuleWords()
  const lines = linesOf(rules)
  const named = RULE_NAMES.filter((name) => lines.some(({ rule }) => rule === name))
  return (
    <dl className="agree-rules">
      {named.map((name) => (
        <div key={name}>
          <dt>{text(`agreement.rule.${name}`)}</dt>
          {lines
            .filter(({ rule }) => rule === name)
            .map((line) => (
              <dd key={words.line(line)} className={name === 'text' ? 'agree-prose' : undefined}>
                {words.line(line)}
              </dd>
            ))}
        </div>
      ))}
    </dl>
  )
}

/** What a proposal changes. Each line says in words which way it goes; the sign and the colour only repeat it. */
export function ChangeList({ changes }: { readonly changes: readonly RuleChange[] }): ReactNode {
  const text = useText()
  const words = useRuleWords()
  if (changes.length === 0) return <p className="ui-hint">{text('agreement.diff.same')}</p>
  return (
    <dl className="agree-rules">
      {changes.map(({ rule, removed, added }) => (
        <div key={rule}>
          <dt>{text(`agreement.rule.${rule}`)}</dt>
          {removed.map((line) => (
            <Changed key={`-${words.line(line)}`} way="removed" said={words.line(line)} />
          ))}
          {added.map((line) => (
            <Changed key={`+${words.line(line)}`} way="added" said={words.line(line)} />
          ))}
        </div>
      ))}
    </dl>
  )
}

function Changed({ way, said }: { readonly way: 'added' | 'removed'; readonly said: string }): ReactNode {
  const text = useText()
  const Mark = way === 'added' ? 'ins' : 'del'
  return (
    <dd className="agree-change" data-way={way}>
      <span className="agree-sign" aria-hidden="true">
        {way === 'added' ? '+' : '−'}
      </span>
      <span>
        <span className="ui-hidden">{text(`agreement.diff.${way}`)} </span>
        <Mark className="agree-prose">{said}</Mark>
      </span>
    </dd>
  )
}
