import { useMemo } from 'react'
import type { Block } from '../../core/planner/block.ts'
import { readyBlocks, type ReadyName } from '../../core/planner/ready.ts'
import { useText } from '../lib/intl.tsx'
import { newId } from '../lib/newId.ts'
import type { Day } from './useDay.ts'

export interface Ready {
  name(name: ReadyName): string
  blocks(name: ReadyName): Block[]
}

/** Ready rhythms with their words, for one date. */
export function useReady({ date, zone }: Pick<Day, 'date' | 'zone'>): Ready {
  const text = useText()
  return useMemo(
    () => ({
      name: (name) => text(`planner.ready.${name}`),
      blocks: (name) =>
        readyBlocks(name, date, zone, { id: newId, title: (title) => text(`planner.ready.block.${title}`) }),
    }),
    [date, zone, text],
  )
}
