import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { fromTemplate, type Template, TEMPLATES } from '../../../core/agreement/templates.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { useZone } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { Button } from '../../ui/Button.tsx'
import type { Writing } from './AgreementDialog.tsx'
import type { Agreed } from './useAgreement.ts'

export interface StartPartProps {
  readonly agreed: Agreed
  readonly onWrite: (writing: Writing) => void
}

/** Nothing is agreed yet: what an agreement is for, and a few to start from. */
export function StartPart({ agreed: { agreement }, onWrite }: StartPartProps): ReactNode {
  const text = useText()
  const zone = useZone()
  const now = useNow('minute')
  const base = agreement.version
  const start = (template: Template): void => {
    const rules = fromTemplate(template, dateIn(now, zone), zone)
    const said = text(`agreement.template.${template}.text`)
    onWrite({ from: { agreement: { ...rules, text: said }, why: '', base }, over: null, template })
  }
  return (
    <section className="agree-part" aria-label={text('agreement.start')}>
      <p>{text('agreement.start.why')}</p>
      <h3>{text('agreement.start')}</h3>
      <ul className="agree-templates">
        {TEMPLATES.map((template) => (
          <li key={template}>
            <AriaButton className="agree-template" onPress={() => start(template)}>
              <span className="agree-template-name">{text(`agreement.template.${template}`)}</span>
              <span className="ui-hint">{text(`agreement.template.${template}.hint`)}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
      <div className="agree-buttons">
        <Button tone="link" onPress={() => onWrite({ from: { agreement: {}, why: '', base }, over: null })}>
          {text('agreement.start.blank')}
        </Button>
      </div>
    </section>
  )
}
