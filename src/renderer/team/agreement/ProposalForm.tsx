import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { diffAgreements } from '../../../core/agreement/diff.ts'
import type { Agreement } from '../../../core/sync/documents.ts'
import { say } from '../../lib/announce.ts'
import { useSentence, useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { Writing } from './AgreementDialog.tsx'
import { HoursFields } from './HoursFields.tsx'
import { ChangeList } from './RuleList.tsx'
import { AnswerFields, OfficeFields, ReviewFields, UrgentFields } from './RuleFields.tsx'
import type { Agreed } from './useAgreement.ts'
import { useContradictions } from './useContradictions.ts'
import { useProposing } from './useProposing.ts'

export interface ProposalFormProps {
  readonly team: TeamSlice
  readonly agreed: Agreed
  readonly writing: Writing
  readonly onDone: () => void
}

/** A whole agreement to follow the one that holds. What it changes is shown while it is written. */
export function ProposalForm({ team, agreed, writing, onDone }: ProposalFormProps): ReactNode {
  const text = useText()
  const [rules, setRules] = useState<Agreement>(writing.from.agreement)
  const [why, setWhy] = useState(writing.from.why)
  const [code, setCode] = useState<string | null>(null)
  const sentence = useSentence()
  const found = useContradictions(rules)
  const { propose, forget } = useProposing(team.team)
  const changes = useMemo(() => diffAgreements(agreed.agreement.rules, rules), [agreed.agreement.rules, rules])
  const change = (next: Partial<Agreement>): void => setRules((before) => tidy({ ...before, ...next }))
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (found.length > 0 || changes.length === 0) return
    const outcome = await propose({ agreement: rules, why, base: writing.from.base }, writing.over)
    if (!outcome.ok) return setCode(outcome.code)
    if (writing.replaces !== undefined) await forget(writing.replaces)
    say(text('agreement.sent'))
    onDone()
  }
  const fields = { rules, onChange: change }
  return (
    <form className="agree" onSubmit={(event) => void send(event)}>
      {writing.note !== undefined && <p className="agree-note">{writing.note}</p>}
      <HoursFields rule="coreHours" team={team} {...fields} />
      <AnswerFields {...fields} />
      <HoursFields rule="quietHours" team={team} {...fields} />
      <HoursFields rule="noMeetings" team={team} {...fields} />
      <UrgentFields {...fields} />
      <OfficeFields {...fields} />
      <TextField
        label={text('agreement.rule.text')}
        hint={text('agreement.text.hint')}
        rows={4}
        maxLength={2_000}
        value={rules.text ?? ''}
        onChange={(said) => change({ text: said })}
      />
      <ReviewFields {...fields} />
      <section className="agree-part" aria-label={text('agreement.diff')}>
        <h3>{text('agreement.diff')}</h3>
        <ChangeList changes={changes} />
      </section>
      <TextField label={text('agreement.why')} value={why} maxLength={500} onChange={setWhy} />
      <div role="alert">
        {found.map(({ rule, code: bad, index }) => (
          <p key={`${rule}${bad}${index}`} className="ui-error">
            {text('agreement.bad', { rule: text(`agreement.rule.${rule}`), said: sentence(`error.agreement_${bad}`) })}
          </p>
        ))}
        {code !== null && <p className="ui-error">{sentence(`error.${code}`)}</p>}
      </div>
      <div className="ui-dialog-foot">
        <Button onPress={onDone}>{text('agreement.cancel')}</Button>
        <Button tone="primary" type="submit" isDisabled={found.length > 0 || changes.length === 0}>
          {text('agreement.send')}
        </Button>
      </div>
    </form>
  )
}

/** A rule that says nothing is left out: no more rules than necessary. */
function tidy(rules: Agreement): Agreement {
  const says = (value: unknown): boolean =>
    value !== undefined &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0) &&
    !(typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => says(value)))
}
