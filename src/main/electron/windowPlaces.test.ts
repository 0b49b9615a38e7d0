import { describe, expect, test } from 'vitest'
import { WindowPlaces } from './windowPlaces.ts'
import { nextZoom, openingBounds, SIZES } from './windowSizes.ts'

const screen = { x: 0, y: 0, width: 1280, height: 800 }
const second = { x: 1280, y: 0, width: 1920, height: 1080 }
const saved = { x: 1400, y: 100, width: 900, height: 600 }

describe('where a window opens', () => {
  test('where it was, while that screen is there', () => {
    expect(openingBounds(saved, [screen, second], SIZES.planner)).toEqual(saved)
  })

  test('at its usual size when the screen it was on is gone', () => {
    expect(openingBounds(saved, [screen], SIZES.planner)).toEqual({ width: 1080, height: 720 })
  })

  test('not with its title above or below every screen', () => {
    expect(openingBounds({ ...saved, x: 10, y: -300 }, [screen], SIZES.planner)).toEqual(SIZES.planner.usual)
    expect(openingBounds({ ...saved, x: 10, y: 790 }, [screen], SIZES.planner)).toEqual(SIZES.planner.usual)
  })

  test('no larger than the only screen', () => {
    expect(openingBounds(undefined, [{ x: 0, y: 0, width: 800, height: 600 }], SIZES.planner)).toEqual({
      width: 800,
      height: 600,
    })
  })

  test('never below its smallest size', () => {
    const tiny = openingBounds({ x: 0, y: 0, width: 130, height: 50 }, [screen], SIZES.team)
    expect(tiny).toMatchObject(SIZES.team.least)
  })
})

describe('zoom', () => {
  test('goes in steps and stays between 1 and 2', () => {
    expect(nextZoom(1, 'in')).toBe(1.1)
    expect(nextZoom(1.1, 'out')).toBe(1)
    expect(nextZoom(2, 'in')).toBe(2)
    expect(nextZoom(1, 'out')).toBe(1)
    expect(nextZoom(1.3, 'in')).toBe(1.5)
  })

  test('is 1 where nothing was kept', () => {
    expect(WindowPlaces.parse({})).toEqual({ places: {}, zoom: 1 })
    expect(WindowPlaces.safeParse({ zoom: 9 }).success).toBe(false)
  })
})
