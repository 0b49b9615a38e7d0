import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useText } from '../lib/intl.tsx'

/** A few that say what a status says most often; the words may hold any other. */
const EMOJI = ['🎧', '☕', '🍲', '🚶', '🏡', '🚆', '🤒', '🌴'] as const

export interface EmojiPickProps {
  readonly value: string
  readonly onChange: (emoji: string) => void
}

/** One emoji or none. */
export function EmojiPick({ value, onChange }: EmojiPickProps): ReactNode {
  const text = useText()
  const shown = value === '' || (EMOJI as readonly string[]).includes(value) ? EMOJI : [value, ...EMOJI.slice(1)]
  return (
    <ToggleButtonGroup
      className="team-emoji"
      aria-label={text('team.status.emoji')}
      selectionMode="single"
      selectedKeys={value === '' ? [] : [value]}
      onSelectionChange={(keys) => onChange(String([...keys][0] ?? ''))}
    >
      {shown.map((emoji) => (
        <ToggleButton key={emoji} id={emoji} className="team-emoji-one">
          {emoji}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
