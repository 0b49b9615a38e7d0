/**
 * A session as a child would count it: second by second, on paper. It knows nothing of events, instants or the core, so
 * that both can only agree by being right.
 */
const LEAST_GAP = 30

export interface Paper {
  phase: 'running' | 'paused' | 'ended'
  /** Seconds. */
  left: number
  focused: number
  how: 'completed' | 'settled' | 'stopped' | null
  /** Seconds of gaps that nobody decided about. */
  open: number
}

/** `fixed` ends at a time on the wall, `left` seconds from now if nobody sets the clock. */
export class Oracle {
  readonly paper: Paper
  readonly #fixed: boolean

  constructor(seconds: number, fixed: boolean) {
    this.paper = { phase: 'running', left: seconds, focused: 0, how: null, open: 0 }
    this.#fixed = fixed
  }

  awake(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) this.#second(true)
  }

  sleep(seconds: number): void {
    if (seconds < LEAST_GAP || this.paper.phase !== 'running') return this.awake(seconds)
    let taken = 0
    for (let second = 0; second < seconds; second += 1) {
      if (this.paper.phase !== 'running') continue
      this.paper.left -= 1
      taken += 1
      if (this.paper.left === 0) this.#end('settled')
    }
    if (taken >= 1) this.paper.open += taken
  }

  setClock(by: number): void {
    if (!this.#fixed || this.paper.phase === 'ended') return
    this.paper.left -= by
    if (this.paper.left <= 0) this.#end('completed')
  }

  pause(): void {
    if (this.paper.phase === 'running') this.paper.phase = 'paused'
  }

  resume(): void {
    if (this.paper.phase === 'paused') this.paper.phase = 'running'
  }

  extend(seconds: number): void {
    if (this.paper.phase !== 'ended') this.paper.left += seconds
  }

  /** What was taken out counts after all. */
  keep(): void {
    if (this.paper.open >= LEAST_GAP) {
      this.paper.focused += this.paper.open
      this.paper.open = 0
    }
  }

  #second(present: boolean): void {
    const { phase } = this.paper
    if (phase === 'ended' || (phase === 'paused' && !this.#fixed)) return
    this.paper.left -= 1
    if (phase === 'running' && present) this.paper.focused += 1
    if (this.paper.left === 0) this.#end('completed')
  }

  #end(how: 'completed' | 'settled'): void {
    this.paper.left = 0
    this.paper.phase = 'ended'
    this.paper.how = how
  }
}
