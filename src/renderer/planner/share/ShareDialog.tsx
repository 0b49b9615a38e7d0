/** What is in sight, for somebody else: as text on any clock, as a picture, on paper. */
import { type ReactNode, useId, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { Interval } from '../../../core/planner/block.ts'
import { dayText } from '../../../core/planner/dayText.ts'
import { blockInterval } from '../../../core/planner/block.ts'
import { isZone } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useDispatch, useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { usePlanned } from '../../lib/usePlanned.ts'
import { copyText } from '../../team/copy.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useBlockWords } from '../useBlockWords.ts'
import { asPicture } from './asPicture.ts'
import './share.css'

export interface ShareDialogProps {
  /** What is in sight. */
  readonly window: Interval
  readonly onClose: () => void
}

export function ShareDialog({ window, onClose }: ShareDialogProps): ReactNode {
  const text = useText()
  const own = useZone()
  const [typed, setTyped] = useState(own)
  const [isPublic, setPublic] = useState(true)
  const isKnown = isZone(typed)
  const written = useWritten(window, isKnown ? typed : own, isPublic)
  const dispatch = useDispatch()
  const copy = async (): Promise<void> => {
    const field = document.querySelector<HTMLInputElement>('.plan-share textarea')
    say(text((await copyText(written, field)) ? 'planner.share.copied' : 'planner.share.notCopied'))
  }
  const picture = async (): Promise<void> => {
    onClose()
    const { ok, ...rest } = await asPicture(() => dispatch({ type: 'picture.save' }))
    if (ok && 'value' in rest && rest.value !== undefined) say(text('planner.share.saved', { file: rest.value }))
  }
  const print = (): void => {
    onClose()
    void asPicture(async () => globalThis.print())
  }
  const foot = (
    <>
      <Button onPress={() => void picture()}>{text('planner.share.picture')}</Button>
      <Button onPress={print}>{text('planner.share.print')}</Button>
      <Button tone="primary" icon="copy" onPress={() => void copy()}>
        {text('planner.share.copy')}
      </Button>
    </>
  )
  return (
    <Dialog title={text('planner.share')} isOpen onClose={onClose} size="wide" foot={foot}>
      <div className="plan-share">
        <ZoneField value={typed} onChange={setTyped} error={isKnown ? null : text('planner.share.noZone')} />
        <Switch
          label={text('planner.share.public')}
          hint={text('planner.share.public.hint')}
          isOn={isPublic}
          onChange={setPublic}
        />
        <TextField label={text('planner.share.text')} value={written} rows={10} isReadOnly />
      </div>
    </Dialog>
  )
}

function useWritten(window: Interval, zone: string, isPublic: boolean): string {
  const text = useText()
  const times = useTimes(zone)
  const words = useBlockWords()
  const blocks = usePlanned(window)
  return dayText(
    blocks,
    { zone, isPublic },
    {
      day: (date) => times.date(date),
      line: (block) => {
        const { start, end } = blockInterval(block)
        const span = text('planner.week.span', { start: times.time(start), end: times.brief(end, start) })
        return text('planner.share.line', { span, name: words.name(block), kind: words.kind(block.kind) })
      },
      nothing: text('planner.empty'),
      clock: text('planner.share.clock', { zone }),
    },
  )
}

interface ZoneFieldProps {
  readonly value: string
  readonly onChange: (zone: string) => void
  readonly error: string | null
}

/** Any zone there is, found by typing a part of its name. */
function ZoneField({ value, onChange, error }: ZoneFieldProps): ReactNode {
  const text = useText()
  const list = useId()
  return (
    <AriaTextField className="ui-field" value={value} onChange={onChange} isInvalid={error !== null}>
      <Label className="ui-label">{text('planner.share.zone')}</Label>
      <Input className="ui-input" list={list} spellCheck="false" />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
      <FieldError className="ui-error">{error}</FieldError>
    </AriaTextField>
  )
}
