/** Choosing by drawing a frame: from the margin of the hours, or with Shift or Ctrl on empty time. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useSteady } from '../lib/useSteady.ts'
import { faceOf } from './useGoTo.ts'
import { scrollAlong } from './useDrag.ts'
import type { Selection } from './useSelection.ts'

/** A hand trembles; a frame begins after this many pixels. */
const THRESHOLD = 4

interface Point {
  readonly x: number
  readonly y: number
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Piece extends Box {
  readonly block: HTMLElement
}

/** A frame under the hand; all of it counts from the corner of the canvas, so that scrolling changes nothing. */
interface Frame {
  readonly from: Point
  readonly adds: boolean
  pieces: readonly Piece[] | null
}

export function Lasso({ selection }: { readonly selection: Selection | undefined }): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const choose = useSteady((ids: readonly string[], adds: boolean): void => {
    selection?.set(adds ? [...selection.ids, ...ids] : ids)
    if (ids[0] !== undefined) faceOf(ids[0])?.focus({ preventScroll: true })
  })
  const can = selection !== undefined
  useEffect(() => {
    const canvas = box.current?.parentElement
    return can && box.current !== null && canvas != null ? listen(canvas, box.current, choose) : undefined
  }, [can, choose])
  return <div ref={box} className="plan-lasso" hidden aria-hidden="true" />
}

type Choose = (ids: readonly string[], adds: boolean) => void

/** Hears of the pointer before the blocks do. What undoes it. */
function listen(canvas: HTMLElement, box: HTMLElement, choose: Choose): () => void {
  let frame: Frame | null = null
  const stop = (): void => {
    for (const { block } of frame?.pieces ?? []) delete block.dataset['lassoed']
    box.hidden = true
    frame = null
  }
  const down = (event: PointerEvent): void => {
    if (!isForFrame(event)) return
    event.stopPropagation()
    frame = { from: pointIn(canvas, event), adds: event.ctrlKey || event.metaKey, pieces: null }
  }
  const move = (event: PointerEvent): void => {
    if (frame === null) return
    const to = pointIn(canvas, event)
    if (frame.pieces === null) {
      if (Math.hypot(to.x - frame.from.x, to.y - frame.from.y) < THRESHOLD) return
      canvas.setPointerCapture(event.pointerId)
      frame.pieces = piecesIn(canvas)
    }
    scrollAlong({ currentTarget: canvas, clientY: event.clientY })
    const now = between(frame.from, to)
    drawn(box, now)
    for (const piece of frame.pieces) piece.block.toggleAttribute('data-lassoed', false)
    for (const piece of hit(frame.pieces, now)) piece.block.toggleAttribute('data-lassoed', true)
  }
  const up = (event: PointerEvent): void => {
    if (frame === null) return
    const { from, adds, pieces } = frame
    const ids = pieces === null ? [] : idsOf(hit(pieces, between(from, pointIn(canvas, event))))
    stop()
    choose(ids, adds)
  }
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || frame === null) return
    event.stopPropagation()
    stop()
  }
  const heard = new AbortController()
  const { signal } = heard
  canvas.addEventListener('pointerdown', down, { capture: true, signal })
  canvas.addEventListener('pointermove', move, { signal })
  canvas.addEventListener('pointerup', up, { signal })
  canvas.addEventListener('pointercancel', stop, { signal })
  document.addEventListener('keydown', escape, { capture: true, signal })
  return () => {
    stop()
    heard.abort()
  }
}

/** A finger scrolls; a mouse or a pen in the margin, or with a key on empty time, draws a frame. */
function isForFrame({ button, pointerType, target, shiftKey, ctrlKey, metaKey }: PointerEvent): boolean {
  if (button !== 0 || pointerType === 'touch' || !(target instanceof Element)) return false
  if (target.closest('[data-block], [data-still]') !== null) return false
  return shiftKey || ctrlKey || metaKey || target.closest('.plan-layer') === null
}

function pointIn(canvas: HTMLElement, { clientX, clientY }: PointerEvent): Point {
  const { left, top } = canvas.getBoundingClientRect()
  return { x: clientX - left, y: clientY - top }
}

const between = (a: Point, b: Point): Box => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y),
})

/** Everything that can be chosen; a night has two pieces. */
function piecesIn(canvas: HTMLElement): readonly Piece[] {
  const from = canvas.getBoundingClientRect()
  return [...canvas.querySelectorAll<HTMLElement>('.plan-face, .week-tail')].flatMap((element) => {
    const block = element.closest<HTMLElement>('[data-block]')
    if (block === null) return []
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return { block, left: left - from.left, right: right - from.left, top: top - from.top, bottom: bottom - from.top }
  })
}

const hit = (pieces: readonly Piece[], { left, right, top, bottom }: Box): readonly Piece[] =>
  pieces.filter((one) => one.left < right && one.right > left && one.top < bottom && one.bottom > top)

const idsOf = (pieces: readonly Piece[]): readonly string[] => [
  ...new Set(pieces.flatMap(({ block }) => block.dataset['block'] ?? [])),
]

function drawn(element: HTMLElement, { left, right, top, bottom }: Box): void {
  element.hidden = false
  element.style.translate = `${left}px ${top}px`
  element.style.width = `${right - left}px`
  element.style.height = `${bottom - top}px`
}
