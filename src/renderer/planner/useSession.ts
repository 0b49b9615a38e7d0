import { useMemo } from 'react'
import type { MuteSlice, Settings } from '../../core/app/state.ts'
import { type SessionView, viewSession } from '../../core/focus/session.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useSlice } from '../lib/app.tsx'
import { isMessageKey, type Text, useText } from '../lib/intl.tsx'

/** The session at `now`, also one that has just ended; null where none is. */
export function useSession(now: Instant): SessionView | null {
  const { current } = useSlice('session')
  return useMemo(() => (current === null ? null : viewSession(current, now)), [current, now])
}

/** Whether one is running or paused. Main alone says when it is over. */
export function useIsFocusing(): boolean {
  const { current } = useSlice('session')
  return useMemo(() => current !== null && viewSession(current, current[0].at).phase !== 'ended', [current])
}

export interface MuteWords {
  readonly said: string
  readonly tone: 'good' | 'plain' | 'warn'
}

/** What is known of the mute, and no more. */
export function useMuteWords(isPaused: boolean): MuteWords {
  const text = useText()
  const mute = useSlice('mute')
  const { mute: mode } = useSlice('settings')
  return useMemo(() => muteWords(text, mute, mode, isPaused), [text, mute, mode, isPaused])
}

function muteWords(text: Text, mute: MuteSlice, mode: Settings['mute'], isPaused: boolean): MuteWords {
  if (mode === 'never') return { said: text('planner.mute.never'), tone: 'plain' }
  if (mute.level === 'unsupported') return { said: text('planner.mute.unsupported'), tone: 'warn' }
  if (mute.problem !== null) return { said: why(text, mute.problem), tone: 'warn' }
  if (mute.alreadyMuted) return { said: text('planner.mute.already'), tone: 'plain' }
  if (mute.held) return { said: text(`planner.mute.${mute.level}`), tone: mute.level === 'verified' ? 'good' : 'plain' }
  return { said: text(isPaused ? 'planner.mute.paused' : 'planner.mute.notYet'), tone: 'plain' }
}

function why(text: Text, problem: string): string {
  const key = `planner.mute.problem.${problem}`
  return isMessageKey(key) ? text(key) : problem
}
