import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { myAvailability } from '../../core/app/desired.ts'
import { useAppState } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { StatusForm } from './StatusForm.tsx'

/** My own state; opens what I can set by hand. */
export function StatusButton(): ReactNode {
  const text = useText()
  const app = useAppState()
  const now = useNow('minute')
  const [isOpen, setOpen] = useState(false)
  const { state } = myAvailability(app, now)
  const emoji = app.status !== null && now < app.status.until ? app.status.emoji : undefined
  const word = text(`ui.state.${state}`)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="ui-button team-status-button" aria-label={text('team.status.button', { state: word })}>
        {emoji === undefined ? <StateGlyph state={state} /> : <span className="team-emoji-shown">{emoji}</span>}
        {word}
      </Button>
      <Popover
        className="ui-popover ui-popover-body team-status"
        placement="bottom end"
        aria-label={text('team.status.title')}
      >
        <StatusForm onDone={() => setOpen(false)} />
      </Popover>
    </DialogTrigger>
  )
}
