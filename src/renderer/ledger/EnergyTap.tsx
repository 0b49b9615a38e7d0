import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { EnergyLevel } from '../../core/focus/events.ts'
import type { Session } from '../../core/focus/session.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useAskAloud } from '../planner/useAskAloud.ts'
import './energy.css'

const LEVELS: readonly EnergyLevel[] = [1, 2, 3]

/** How much energy there was, in one tap; nothing where the person does not want to be asked. */
export function EnergyTap({ session }: { readonly session: Session }): ReactNode {
  const text = useText()
  const ask = useAskAloud()
  const { energy } = useSlice('settings')
  if (!energy) return null
  const tap = session.findLast((event) => event.type === 'energy')
  const said = tap?.type === 'energy' ? [String(tap.level)] : []
  const tell = (level: EnergyLevel): void => {
    const word = text(`energy.level.${level}`)
    void ask({ type: 'focus.energy', session: session[0].session, level }, 'energy.said', { level: word })
  }
  return (
    <div className="energy-tap">
      <span aria-hidden="true">{text('energy.ask')}</span>
      <ToggleButtonGroup className="energy-levels" aria-label={text('energy.ask')} selectedKeys={said}>
        {LEVELS.map((level) => (
          <ToggleButton
            key={level}
            id={String(level)}
            className="ui-button energy-level"
            data-level={level}
            onPress={() => tell(level)}
          >
            {text(`energy.level.${level}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
