import type { ReactNode } from 'react'
import type { Wish } from '../../core/app/intent.ts'
import { MODES } from '../../core/focus/modes.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'

/** What can be done about the session in its phase; the same wishes as everywhere. */
export function SessionButtons({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { postpone, postpones } = useSlice('settings').focus
  const { phase, mode, strict } = session
  const ask = (label: string, wish: Wish, icon?: 'bolt'): ReactNode => (
    <Button key={wish.type} size="small" {...(icon === undefined ? {} : { icon })} onPress={() => void dispatch(wish)}>
      {label}
    </Button>
  )
  const canPostpone = phase === 'break' && mode !== 'break' && session.cycle !== null && session.postponed < postpones
  return (
    <div className="plan-session-buttons">
      {phase === 'running' && ask(text('planner.session.interrupted'), { type: 'focus.interrupt' }, 'bolt')}
      {session.until !== null && ask(text('planner.session.extend'), { type: 'focus.extend', minutes: 5 })}
      {phase === 'running' &&
        MODES[mode].breaks !== 'none' &&
        ask(text('planner.session.takeBreak'), { type: 'focus.break' })}
      {phase === 'running' && !strict && ask(text('planner.session.pause'), { type: 'focus.pause' })}
      {phase === 'paused' && ask(text('planner.session.resume'), { type: 'focus.resume' })}
      {canPostpone && ask(text('planner.session.postpone', { minutes: postpone }), { type: 'focus.postponeBreak' })}
      {phase === 'break' && mode !== 'break' && ask(text('planner.session.skipBreak'), { type: 'focus.skipBreak' })}
      {ask(text(mode === 'break' ? 'planner.session.endBreak' : 'planner.session.end'), { type: 'focus.end' })}
    </div>
  )
}
