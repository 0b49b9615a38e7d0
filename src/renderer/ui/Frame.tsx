import { type ReactNode, useEffect } from 'react'
import type { WindowKind } from '../../core/app/intent.ts'
import { useBridge, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useTheme } from '../lib/theme.ts'
import { useAfterPaint } from '../lib/useAfterPaint.ts'
import { LiveRegion } from './LiveRegion.tsx'
import { Notices } from './Notices.tsx'

/** What every window has: its title, its theme, and the notices above its screen. */
export function Frame({ kind, children }: { readonly kind: WindowKind; readonly children: ReactNode }): ReactNode {
  const text = useText()
  useTheme(useSlice('settings').theme)
  useEffect(() => {
    document.title = text(`ui.window.${kind}`)
  }, [kind, text])
  useDrawn()
  return (
    <div className="ui-frame">
      <Notices only={kind === 'focus' || kind === 'knock' ? 'own' : 'all'} />
      <div className="ui-frame-body">{children}</div>
      <LiveRegion />
    </div>
  )
}

/** Tells main when the first picture is painted: what would have taken its time begins then. */
function useDrawn(): void {
  const bridge = useBridge()
  useAfterPaint(() => void bridge.call('drawn', null).catch(() => undefined))
}
