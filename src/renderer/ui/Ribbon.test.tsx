import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Ribbon } from './Ribbon.tsx'

const day = { start: 0, end: 1000 }

const drawn = (ribbon: Parameters<typeof Ribbon>[0]): Record<string, string[]> => {
  const style = /style="([^"]*)"/.exec(renderToStaticMarkup(<Ribbon {...ribbon} />))?.[1] ?? ''
  const pairs = style.split(';').map((part) => part.split(':'))
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name.replace('background-', ''), value.split(',')]))
}

test('each piece lies where its time lies, focus low, whatever goes over the edge cut off', () => {
  const pieces = [
    { start: -100, end: 250, state: 'available' },
    { start: 500, end: 750, state: 'focusing' },
    { start: 1200, end: 1300, state: 'together' },
  ] as const
  expect(drawn({ window: day, pieces, label: 'A day' })).toEqual({
    image: ['var(--ribbon-available)', 'var(--ribbon-focusing)'],
    // A background's place is a share of what it leaves free: 500 of 750.
    position: ['0% 100%', '66.667% 100%'],
    size: ['25% 100%', '25% 45%'],
  })
})

test('now lies over the pieces, core hours and the dates of other clocks behind them', () => {
  const pieces = [{ start: 0, end: 1000, state: 'together' }] as const
  const shown = drawn({
    window: day,
    pieces,
    now: 300,
    seams: [900],
    bands: [{ start: 200, end: 400 }],
    label: 'A day',
  })
  expect(shown['image']).toEqual([
    'var(--ribbon-now)',
    'var(--ribbon-together)',
    'var(--ribbon-seam)',
    'var(--ribbon-edge)',
    'var(--ribbon-edge)',
    'var(--ribbon-band)',
  ])
  expect(shown['position']).toEqual(['30% 0', '0% 100%', '90% 0', '20% 0', '40% 0', '25% 100%'])
})

test('a now outside of the day is not drawn', () => {
  expect(drawn({ window: day, pieces: [], now: 1000, label: 'A day' })['image']).toBeUndefined()
})
