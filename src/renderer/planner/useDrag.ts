/** Drawing, moving and resizing with the pointer: a preview while it is held, one wish when it is let go. */
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'
import { type Block, blockInterval, type Interval } from '../../core/planner/block.ts'
import { drawn, movedBy, newBlock, onGrid, withEdge } from '../../core/planner/edit.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import { newId } from '../lib/newId.ts'
import type { PlanEdit } from './useEdit.ts'

interface Drag {
  readonly id: string
  readonly grip: 'draw' | 'move' | 'start' | 'end'
  /** The block as it was; null while a new one is drawn. */
  readonly block: Block | null
  readonly from: Instant
  readonly x: number
  readonly y: number
  moved: boolean
  /** The step of the grid that it was last drawn on. */
  step: Instant | null
  /** A finger on empty time: whether it scrolls or draws is not decided yet. */
  waits: boolean
}

export interface DragParts {
  /** The instant under the pointer. */
  readonly instantAt: (event: PointerEvent<HTMLElement>) => Instant
  readonly zone: Zone
  readonly edit: PlanEdit
  /** Draws the block as it is in the hand. */
  readonly follow: (block: Block) => void
  readonly openEditor: (id: string) => void
}

/** A hand trembles; a move begins after this many pixels. */
const THRESHOLD = 4
const SCROLL_ZONE = 36
/** A finger that rests on empty time for this long draws; one that moves before scrolls, ms. */
const LONG_PRESS = 450

export interface DragHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void
  onPointerMove(event: PointerEvent<HTMLElement>): void
  onPointerUp(event: PointerEvent<HTMLElement>): void
  onPointerCancel(): void
}

export function useDrag({ instantAt, zone, edit, follow, openEditor }: DragParts): DragHandlers {
  const drag = useRef<Drag | null>(null)
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const { cancel } = edit
  const latestCancel = useRef(cancel)
  useEffect(() => {
    latestCancel.current = cancel
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || drag.current === null) return
      event.stopPropagation()
      drag.current = null
      latestCancel.current()
    }
    // A finger that draws must not scroll; whether it does is decided with its first movement.
    const hold = (event: TouchEvent): void =>
      void (drag.current?.moved === true && event.cancelable && event.preventDefault())
    document.addEventListener('keydown', listen, true)
    document.addEventListener('touchmove', hold, { passive: false })
    return () => {
      clearTimeout(press.current)
      document.removeEventListener('keydown', listen, true)
      document.removeEventListener('touchmove', hold)
    }
  }, [])

  const letGo = (): void => {
    clearTimeout(press.current)
    drag.current = null
  }
  /** The finger rested long enough: a first short block shows that it draws now. */
  const begin = (current: Drag): void => {
    current.moved = true
    current.waits = false
    follow(dragged(current, current.from, zone))
  }

  return {
    onPointerDown(event) {
      const grip = gripAt(event)
      if (grip === null || event.button !== 0) return
      clearTimeout(press.current)
      const block = grip.id === null ? null : (edit.latest(grip.id) ?? null)
      const id = block?.id ?? newId()
      drag.current = {
        id,
        grip: grip.grip,
        block,
        from: instantAt(event),
        x: event.clientX,
        y: event.clientY,
        moved: false,
        step: null,
        waits: grip.id === null && event.pointerType === 'touch',
      }
      const taken = drag.current
      if (taken.waits) press.current = setTimeout(() => drag.current === taken && begin(taken), LONG_PRESS)
    },
    onPointerMove(event) {
      const current = drag.current
      if (current === null) return
      if (!current.moved) {
        if (Math.hypot(event.clientX - current.x, event.clientY - current.y) < THRESHOLD) return
        if (current.waits) return letGo()
        current.moved = true
        event.currentTarget.setPointerCapture(event.pointerId)
      }
      scrollAlong(event)
      const at = instantAt(event)
      if (isNextStep(current, at)) follow(dragged(current, at, zone))
    },
    onPointerUp() {
      const current = drag.current
      letGo()
      if (current?.moved !== true) return
      void edit.settle().then((added) => added !== null && openEditor(added))
    },
    onPointerCancel() {
      letGo()
      cancel()
    },
  }
}

/** The instant at this height of an element that shows a window from top to bottom. */
export function instantIn(event: MouseEvent<HTMLElement>, { start, end }: Interval): Instant {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  return start + ((event.clientY - top) / height) * (end - start)
}

/** A hand moves many times before the block takes the next step; working that out again would be for nothing. */
function isNextStep(drag: Drag, at: Instant): boolean {
  const taken = drag.grip === 'move' && drag.block !== null ? blockInterval(drag.block).start - drag.from : 0
  const step = onGrid(taken + at)
  if (step === drag.step) return false
  drag.step = step
  return true
}

function dragged({ id, grip, block, from }: Drag, at: Instant, zone: Zone): Block {
  if (block === null || grip === 'draw') return newBlock({ id, kind: 'focus' }, drawn(from, at), zone)
  if (grip !== 'move') return withEdge(block, grip, onGrid(at))
  const { start } = blockInterval(block)
  return movedBy(block, onGrid(start + at - from) - start)
}

/** What of the timeline was taken hold of. */
function gripAt(event: PointerEvent<HTMLElement>): { grip: Drag['grip']; id: string | null } | null {
  const target = event.target instanceof Element ? event.target : null
  if (target === null || target.closest('[data-still]') !== null) return null
  const id = target.closest<HTMLElement>('[data-block]')?.dataset['block'] ?? null
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge']
  if (id === null) return { grip: 'draw', id }
  return { grip: edge === 'start' || edge === 'end' ? edge : 'move', id }
}

/** Near the upper or lower edge the hours go on under the hand. */
export function scrollAlong(event: Pick<PointerEvent, 'currentTarget' | 'clientY'>): void {
  const scroller = event.currentTarget.closest('.plan-scroll')
  if (scroller === null) return
  const { top, bottom } = scroller.getBoundingClientRect()
  if (event.clientY > bottom - SCROLL_ZONE) scroller.scrollBy(0, 8)
  else if (event.clientY < top + SCROLL_ZONE) scroller.scrollBy(0, -8)
}
