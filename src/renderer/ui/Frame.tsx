import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { WindowKind } from '../../core/app/intent.ts'
import { useBridge, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useTheme } from '../lib/theme.ts'
import { LiveRegion } from './LiveRegion.tsx'
import { Notices } from './Notices.tsx'

/** What every window has: its title, its theme, and the notices above its screen. */
export function Frame({ kind, children }: { readonly kind: WindowKind; readonly children: ReactNode }): ReactNode {
  const text = useText()
  useTheme(useSlice('settings').theme)
  useEffect(() => {
    document.title = text(`ui.window.${kind}`)
  }, [kind, text])
  return (
    <div className="ui-frame" ref={useDrawn()}>
      <Notices only={kind === 'focus' ? 'own' : 'all'} />
      <div className="ui-frame-body">{children}</div>
      <LiveRegion />
    </div>
  )
}

/** Lays out the first picture and tells main, which shows the window then: what it waits for is done meanwhile. */
function useDrawn(): RefObject<HTMLDivElement | null> {
  const bridge = useBridge()
  const frame = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    frame.current?.getBoundingClientRect()
    bridge.call('drawn', null).catch(() => undefined)
  }, [bridge])
  return frame
}
