import { type FormEvent, type ReactNode, useState } from 'react'
import { type Answers, CHANNELS } from '../../core/focus/answers.ts'
import type { Interruption } from '../../core/focus/interruptions.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Chips } from '../ui/Chips.tsx'
import { Switch } from '../ui/Switch.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useOpenInterruption } from './useLedger.ts'
import './ledger.css'

/** After the tap: who it was and how, if one likes to say, and the way back. The entry stands without any of it. */
export function InterruptedCard(): ReactNode {
  const open = useOpenInterruption(useNow('minute'))
  const [left, setLeft] = useState<number | null>(null)
  if (open === null || open.at === left) return null
  return <Ask key={open.at} open={open} onLeave={() => setLeft(open.at)} />
}

interface AskProps {
  readonly open: Interruption
  readonly onLeave: () => void
}

function Ask({ open: { at, answers }, onLeave }: AskProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const say = (more: Answers): void => void dispatch({ type: 'focus.describe', of: at, ...more })
  return (
    <Card title={text('ledger.interrupted', { at: times.time(at) })}>
      <Chips
        label={text('ledger.channel')}
        chips={CHANNELS.map((id) => ({ id, label: text(`channel.${id}`) }))}
        value={answers.channel ?? null}
        onPick={(channel) => say({ channel })}
      />
      <Who who={answers.who ?? null} onSay={(who) => say({ who })} />
      <Switch label={text('ledger.urgent')} isOn={answers.urgent === true} onChange={(urgent) => say({ urgent })} />
      <div className="ledger-foot">
        <Button size="small" icon="check" onPress={() => void dispatch({ type: 'focus.back', of: at })}>
          {text('ledger.back')}
        </Button>
        <IconButton size="small" icon="close" label={text('ledger.leave')} onPress={onLeave} />
      </div>
    </Card>
  )
}

function Who({ who, onSay }: { readonly who: string | null; readonly onSay: (who: string) => void }): ReactNode {
  const text = useText()
  const { people } = useSlice('ledger')
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (typed.trim() !== '') onSay(typed.trim())
    setTyped('')
  }
  const known = who === null || people.includes(who) ? people : [who, ...people]
  return (
    <>
      {known.length > 0 && (
        <Chips
          label={text('ledger.who')}
          chips={known.map((name) => ({ id: name, label: name }))}
          value={who}
          onPick={onSay}
        />
      )}
      <form onSubmit={submit}>
        <TextField
          label={text('ledger.who')}
          labelShown={false}
          placeholder={text(known.length === 0 ? 'ledger.who' : 'ledger.who.other')}
          value={typed}
          maxLength={80}
          onChange={setTyped}
        />
      </form>
    </>
  )
}
