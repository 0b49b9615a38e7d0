/** A map that shows another one with changes of its own on top; the one below stays as it is. */
export class Overlay<V> extends Map<string, V> {
  readonly #below: ReadonlyMap<string, V>
  readonly #copy: (value: V) => V
  readonly #gone = new Set<string>()

  /** `copy` is asked for what is taken out, where values are changed in place. */
  constructor(below: ReadonlyMap<string, V>, copy: (value: V) => V = (value) => value) {
    super()
    this.#below = below
    this.#copy = copy
  }
  override get(key: string): V | undefined {
    if (super.has(key)) return super.get(key)
    const value = this.#gone.has(key) ? undefined : this.#below.get(key)
    if (value === undefined) return undefined
    const mine = this.#copy(value)
    super.set(key, mine)
    return mine
  }
  override has(key: string): boolean {
    return super.has(key) || (!this.#gone.has(key) && this.#below.has(key))
  }
  override set(key: string, value: V): this {
    this.#gone.delete(key)
    return super.set(key, value)
  }
  override delete(key: string): boolean {
    const was = this.has(key)
    super.delete(key)
    if (this.#below.has(key)) this.#gone.add(key)
    return was
  }
  override get size(): number {
    let size = this.#below.size - this.#gone.size
    for (const key of super.keys()) if (!this.#below.has(key)) size += 1
    return size
  }
  override *entries(): MapIterator<[string, V]> {
    yield* super.entries()
    for (const [key, value] of this.#below) if (!super.has(key) && !this.#gone.has(key)) yield [key, value]
  }
  override *keys(): MapIterator<string> {
    for (const [key] of this.entries()) yield key
  }
  override *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }
  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }
  override forEach(run: (value: V, key: string, map: Map<string, V>) => void): void {
    for (const [key, value] of this.entries()) run(value, key, this)
  }
}
