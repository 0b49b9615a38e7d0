import { useMemo } from 'react'
import type { CallInputs } from '../../bridge/contract.ts'
import { useBridge } from './app.tsx'

interface Foresight {
  readonly onHoverStart: () => void
  readonly onFocus: (event: { readonly relatedTarget: EventTarget | null }) => void
}

/** For a button that opens a window: a pointer or a focus that comes to it has main make that window ready. */
export function useForesight(kind: CallInputs['foresee']): Foresight {
  const bridge = useBridge()
  return useMemo(() => {
    const tell = (): void => void bridge.call('foresee', kind).catch(() => undefined)
    return {
      onHoverStart: tell,
      // A focus from nowhere came back with its window, and is nobody's wish.
      onFocus: ({ relatedTarget }) => relatedTarget !== null && tell(),
    }
  }, [bridge, kind])
}
