/** A task is drawn from the inbox into the day: a preview while it is held, one wish when it is let go. */
import { type DragEvent, type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import type { Task } from '../../../core/planner/task.ts'
import { sittingMinutes, type TaskTime } from '../../../core/planner/taskTime.ts'
import { newBlock, onGrid } from '../../../core/planner/edit.ts'
import { type Instant, minutes } from '../../../core/time/instant.ts'
import type { Zone } from '../../../core/time/zone.ts'
import { newId } from '../../lib/newId.ts'
import type { PlanEdit } from '../useEdit.ts'

interface Held {
  readonly task: Task
  readonly length: number
  /** Of the block that comes of it. */
  readonly id: string
}

/** What is held is not told to what it is held over, so it is kept here. */
let held: Held | null = null

interface Picked {
  readonly task: Task
  readonly time: TaskTime
}

/** The list whose rows can be taken hold of. */
export function useTaskPick(find: (id: string) => Picked | null): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null)
  const latest = useRef(find)
  useEffect(() => {
    latest.current = find
  })
  useEffect(() => {
    const element = list.current
    const pick = ({ target }: Event): void => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-task]') : null
      const picked = latest.current(row?.dataset['task'] ?? '')
      held = picked === null ? null : heldOf(picked)
    }
    element?.addEventListener('dragstart', pick)
    element?.addEventListener('dragend', letGo)
    return () => {
      element?.removeEventListener('dragstart', pick)
      element?.removeEventListener('dragend', letGo)
    }
  }, [])
  return list
}

const heldOf = ({ task, time }: Picked): Held => ({ task, length: minutes(sittingMinutes(time)), id: newId() })
const letGo = (): void => {
  held = null
}

export interface DropParts {
  readonly instantAt: (event: MouseEvent<HTMLElement>) => Instant
  readonly zone: Zone
  readonly edit: PlanEdit
}

export interface DropHandlers {
  onDragOver(event: DragEvent<HTMLElement>): void
  onDragLeave(event: DragEvent<HTMLElement>): void
  onDrop(event: DragEvent<HTMLElement>): void
}

export function useTaskDrop({ instantAt, zone, edit }: DropParts): DropHandlers {
  const last = useRef<Instant | null>(null)
  return {
    onDragOver(event) {
      if (held === null) return
      event.preventDefault()
      const start = onGrid(instantAt(event))
      if (start === last.current && edit.draft !== null) return
      last.current = start
      const { task, length, id } = held
      const block = newBlock({ id, kind: 'focus', title: task.title }, { start, end: start + length }, zone)
      edit.preview({ ...block, task: task.id })
    },
    onDragLeave(event) {
      const to = event.relatedTarget
      if (held !== null && !(to instanceof Node && event.currentTarget.contains(to))) edit.cancel()
    },
    onDrop(event) {
      if (held === null) return
      event.preventDefault()
      letGo()
      void edit.settle()
    },
  }
}
