import { type ReactNode, useRef, useState } from 'react'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { copyText } from './copy.ts'

type Copied = 'not yet' | 'yes' | 'refused'

/** A link to read and to copy. */
export function CopyLink({ link }: { readonly link: string }): ReactNode {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<Copied>('not yet')
  const copy = async (): Promise<void> => {
    field.current?.select()
    setCopied((await copyText(link, field.current)) ? 'yes' : 'refused')
  }
  return (
    <div className="team-invite-link">
      <TextField
        label={text('team.invite.link')}
        labelShown={false}
        value={link}
        isReadOnly
        inputRef={field}
        onFocus={() => field.current?.select()}
      />
      <Button tone="primary" icon={copied === 'yes' ? 'check' : 'copy'} onPress={() => void copy()}>
        {text(copied === 'yes' ? 'team.invite.copied' : 'team.invite.copy')}
      </Button>
      <span className={copied === 'refused' ? 'ui-hint' : 'ui-hidden'} role="status">
        {copied === 'yes' && text('team.invite.copied')}
        {copied === 'refused' && text('team.invite.byHand')}
      </span>
    </div>
  )
}
