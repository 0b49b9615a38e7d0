import type { ReactNode } from 'react'
import { useStore } from 'zustand/react'
import { spoken } from '../lib/announce.ts'

export function LiveRegion(): ReactNode {
  const { text, count } = useStore(spoken)
  return (
    <div className="ui-hidden" role="status" data-testid="spoken">
      <span key={count}>{text}</span>
    </div>
  )
}
