/** Documents and inbox items of one team as the hub told them. What comes in several frames is passed on as one. */
import type { Doc, InboxItem } from '../../core/sync/protocol.ts'

export interface ShelfNews {
  /** Documents that are new, changed or (without a body) taken away; with `full` they are all. */
  docs?(change: { readonly full: boolean; readonly docs: readonly Doc[] }): void
  /** What waits for this person; with `full` it is all. */
  inbox?(change: {
    readonly full: boolean
    readonly items: readonly InboxItem[]
    readonly gone: readonly string[]
  }): void
}

export interface Shelves {
  docs(told: { readonly full: boolean; readonly docs: readonly Doc[]; readonly end: boolean }): void
  inbox(told: {
    readonly full: boolean
    readonly items: readonly InboxItem[]
    readonly gone: readonly string[]
    readonly end: boolean
  }): void
  /** The connection broke: what was told in part is told again. */
  broke(): void
}

export function createShelves(news: ShelfNews): Shelves {
  let docs: Doc[] = []
  let items: InboxItem[] = []
  return {
    docs(told) {
      docs.push(...told.docs)
      if (told.full && !told.end) return
      news.docs?.({ full: told.full, docs: docs.splice(0) })
    },
    inbox(told) {
      items.push(...told.items)
      if (told.full && !told.end) return
      news.inbox?.({ full: told.full, items: items.splice(0), gone: told.gone })
    },
    broke() {
      docs = []
      items = []
    },
  }
}
