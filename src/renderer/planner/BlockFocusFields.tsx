import type { ReactNode } from 'react'
import { type BlockFocus, CHOSEN_MODES } from '../../core/focus/modes.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'

export interface BlockFocusProps {
  readonly value: BlockFocus
  readonly onChange: (value: BlockFocus) => void
}

/** How focus goes in this block, where that is not as usual. */
export function BlockFocusFields({ value, onChange }: BlockFocusProps): ReactNode {
  const text = useText()
  const { auto, strict } = useSlice('settings').focus
  const set = (more: BlockFocus): void => onChange({ ...value, ...more })
  const { mode: _mode, ...withoutMode } = value
  return (
    <div className="plan-form-focus">
      <Select
        label={text('planner.editor.focus.mode')}
        choices={[
          { id: 'usual', label: text('planner.editor.focus.mode.usual') },
          ...CHOSEN_MODES.map((id) => ({ id, label: text(`settings.focus.mode.${id}`) })),
        ]}
        value={value.mode ?? 'usual'}
        onChange={(mode) => (mode === 'usual' ? onChange(withoutMode) : set({ mode }))}
      />
      <Switch
        label={text('planner.editor.focus.auto')}
        isOn={value.auto ?? auto}
        onChange={(on) => set({ auto: on })}
      />
      <Switch
        label={text('planner.editor.focus.strict')}
        isOn={value.strict ?? strict}
        onChange={(on) => set({ strict: on })}
      />
      <Switch
        label={text('planner.editor.focus.mute')}
        isOn={value.mute ?? true}
        onChange={(on) => set({ mute: on })}
      />
    </div>
  )
}
