import { useEffect } from 'react'
import type { Settings } from '../../core/app/state.ts'

/** Light, dark, or as the desktop says. */
export function useTheme(theme: Settings['theme']): void {
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])
}
