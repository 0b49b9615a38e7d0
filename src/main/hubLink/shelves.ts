/** Documents and inbox items of one team as the hub told them. What comes in several frames is passed on as one. */
import type { Doc, InboxItem } from '../../core/sync/protocol.ts'

interface News {
  docs?(change: { readonly full: boolean; readonly docs: readonly Doc[] }): void
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

export function createShelves(news: News): Shelves {
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
