/** A long list in parts of so many each, the last one of what is left. */
export function* portions<Item>(all: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}
