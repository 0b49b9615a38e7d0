/** A heap of instants. Entries are never moved: one that comes too early is looked at and put back by its owner. */
export interface Deadlines<T> {
  add(at: number, what: T): void
  /** Takes out the entry that is due first, if it is due. */
  take(now: number): T | undefined
}

export function createDeadlines<T>(): Deadlines<T> {
  const heap: { at: number; what: T }[] = []
  return {
    add(at, what) {
      heap.push({ at, what })
      rise(heap, heap.length - 1)
    },
    take(now) {
      const first = heap[0]
      if (first === undefined || first.at > now) return undefined
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) {
        heap[0] = last
        sink(heap)
      }
      return first.what
    },
  }
}

interface Entry {
  at: number
}

function rise(heap: Entry[], from: number): void {
  let index = from
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!swapIfEarlier(heap, index, parent)) return
    index = parent
  }
}

function sink(heap: Entry[]): void {
  let index = 0
  for (;;) {
    const left = 2 * index + 1
    const child = earlier(heap, left + 1, left) ? left + 1 : left
    if (child >= heap.length || !swapIfEarlier(heap, child, index)) return
    index = child
  }
}

function earlier(heap: readonly Entry[], one: number, other: number): boolean {
  const [first, second] = [heap[one], heap[other]]
  return first !== undefined && second !== undefined && first.at < second.at
}

function swapIfEarlier(heap: Entry[], one: number, other: number): boolean {
  const [first, second] = [heap[one], heap[other]]
  if (first === undefined || second === undefined || first.at >= second.at) return false
  heap[one] = second
  heap[other] = first
  return true
}
