import { describe, expect, test, vi } from 'vitest'
import { createNotices, type MainRoute, type NoticeText } from './notify.ts'

function world({ supported = true, spareFails = false } = {}) {
  let takenBack = 0
  const show: MainRoute['show'] = (notice, events) => {
    shown.push({ notice, events })
    return () => void (takenBack += 1)
  }
  const shown: { notice: NoticeText; events: Parameters<MainRoute['show']>[1] }[] = []
  const spared: NoticeText[] = []
  const lost: NoticeText[] = []
  const notices = createNotices({
    main: { isSupported: () => supported, show },
    spare: async (notice) => {
      spared.push(notice)
      if (spareFails) throw new Error('no server')
    },
    onLost: (notice) => lost.push(notice),
  })
  return { notices, shown, spared, lost, takenBack: () => takenBack }
}

const notice = { title: 'Focus ended', body: 'Draft: 50 min' }

describe('a notice', () => {
  test('goes by Electron alone where that works, and a click comes back', () => {
    const { notices, shown, spared } = world()
    const onClick = vi.fn()
    notices.tell({ ...notice, onClick })
    shown[0]?.events.onClick()
    expect(shown.map((each) => each.notice)).toEqual([notice])
    expect(spared).toEqual([])
    expect(onClick).toHaveBeenCalledOnce()
  })

  test('goes the other way where Electron cannot', () => {
    const { notices, shown, spared } = world({ supported: false })
    notices.tell(notice)
    expect([shown.length, spared]).toEqual([0, [notice]])
  })

  test('that failed goes the other way, once however often it fails', () => {
    const { notices, shown, spared } = world()
    notices.tell(notice)
    shown[0]?.events.onFailed()
    shown[0]?.events.onFailed()
    expect(spared).toEqual([notice])
  })

  test('that neither way took is given back as it was', async () => {
    const { notices, lost } = world({ supported: false, spareFails: true })
    notices.tell({ title: '-5 min left', body: '' })
    await vi.waitFor(() => expect(lost).toEqual([{ title: '-5 min left', body: '' }]))
  })

  test.each([
    ['--help', '-5 min left', '\u200B--help', '\u200B-5 min left'],
    ['Title', '', 'Title', 'Title'],
    ['a\0b', 'c - d', 'ab', 'c - d'],
  ])('cannot be taken for an option of another program: %j %j', (title, body, safeTitle, safeBody) => {
    const { notices, spared } = world({ supported: false })
    notices.tell({ title, body })
    expect(spared).toEqual([{ title: safeTitle, body: safeBody }])
  })
})

test('a notice can be taken back', () => {
  const { notices, takenBack } = world()
  notices.tell({ title: 'a test', body: '' })()
  expect(takenBack()).toBe(1)
})
