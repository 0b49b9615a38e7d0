// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { revealRow } from './revealRow.ts'

const sized = (className: string, height: number, ...children: HTMLElement[]): HTMLElement => {
  const element = document.createElement('div')
  element.className = className
  Object.defineProperty(element, 'offsetHeight', { value: height })
  Object.defineProperty(element, 'clientHeight', { value: height })
  element.append(...children)
  return element
}

/** How the row of a card is scrolled into a list of 400 px, and by how much it keeps below its top. */
function revealed(height: number, isPinned: boolean): unknown {
  const card = sized('team-detail', height - 60)
  const item = sized('team-item', height, card)
  const mine = sized('team-item', 80)
  if (isPinned) mine.dataset['pinned'] = 'true'
  sized('team-scroller', 400, mine, item)
  let how: unknown
  item.scrollIntoView = (options) => void (how = options)
  revealRow(card)
  return [how, item.style.scrollMarginTop]
}

test('a row that fits is shown whole, by as little scrolling as that takes', () => {
  expect(revealed(320, true)).toEqual([{ block: 'nearest' }, '80px'])
  expect(revealed(400, false)).toEqual([{ block: 'nearest' }, '0px'])
})

test('of a row that does not fit, what is below goes out of sight, not its name', () => {
  expect(revealed(321, true)).toEqual([{ block: 'start' }, '80px'])
  expect(revealed(401, false)).toEqual([{ block: 'start' }, '0px'])
})
