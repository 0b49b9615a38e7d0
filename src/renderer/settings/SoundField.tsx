import type { ReactNode } from 'react'
import { END_SOUNDS } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'

import { useSetting } from './useSetting.ts'

/** How the end of a session sounds, and a way to hear it. */
export function SoundField(): ReactNode {
  const text = useText()
  const { endSound } = useSlice('settings')
  const { change, error } = useSetting()
  const trial = useWish()
  return (
    <div className="ui-field">
      <span className="settings-line settings-line-low">
        <SegmentedControl
          label={text('settings.sound')}
          labelShown
          segments={END_SOUNDS.map((id) => ({ id, label: text(`settings.sound.${id}`) }))}
          value={endSound}
          onChange={(next) => void change({ endSound: next })}
        />
        <Button size="small" isPending={trial.pending} onPress={() => void trial.ask({ type: 'sound.try' })}>
          {text('settings.sound.try')}
        </Button>
      </span>
      <p className="ui-hint">{text('settings.sound.meaning')}</p>
      <Refused error={error ?? trial.error} />
    </div>
  )
}
