/** The icon in a panel, its menu, and the window that is kept where there is none. */
import { describe, expect, test } from 'vitest'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import type { TrayItem } from '../harness/trayItem.ts'
import { waitFor } from '../harness/wait.ts'
import { useLab } from './shell/lab.ts'

const { here, inMain, events, happened } = useLab()

describe('the tray', () => {
  let host: TrayHost
  /** The newest icon: one made before there was a panel may show up for a moment before it is replaced. */
  const icon = (tooltip: string): Promise<TrayItem> =>
    waitFor(`the icon “${tooltip}”`, async () => {
      const last = host.items.at(-1)
      return (await last?.tooltip()) === tooltip ? last : null
    })
  const show = (glyph: string, arc: number | null, tooltip: string) =>
    inMain(`lab.tray.show(${JSON.stringify({ glyph, arc, tooltip, title: '' })}, [
      { label: '${tooltip}' }, 'separator',
      { label: 'A & B_c', run: () => lab.events.push('ran ${tooltip}') },
      { label: 'Modes', lines: [{ label: 'One', run: () => lab.events.push('one'), checked: true }] },
    ]), 0`)

  test('is missing where no panel is, and appears when one does', async () => {
    const { desktop } = here()
    await happened('host false')
    await show('available', null, 'First')
    host = await startTrayHost(desktop)
    await happened('host true')
    const item = await icon('First')
    const [picture] = await item.icons()
    expect([picture?.width, picture?.height]).toEqual([22, 22])
    const middle = (11 * 22 + 11) * 4
    expect([...(picture?.argb.subarray(middle, middle + 4) ?? [])]).toSatisfy(
      ([alpha, red]: number[]) => alpha === 255 && (red === 0 || red === 255),
    )
  })

  test('a left click toggles, and the menu runs what stands there now', async () => {
    await (await icon('First')).activate()
    await happened('toggle')
    await show('focusing', 0.5, 'Second')
    const item = await icon('Second')
    expect((await item.menu()).map(({ label, enabled }) => [label, enabled])).toEqual([
      ['Second', false],
      ['', true],
      ['A & B_c', true],
      ['Modes', true],
    ])
    await item.click('A & B_c')
    await happened('ran Second')
  })

  test('a tick stays what the state says, although the system ticks by itself', async () => {
    const item = await icon('Second')
    await item.click('Modes', 'One')
    await happened('one')
    await waitFor('the tick', async () => (await item.menu()).at(-1)?.children[0]?.checked === true)
  })

  test('keeps a window where no panel is: the last one asks instead of closing', async () => {
    const { desktop, app } = here()
    const close = `(async () => {
      const { BrowserWindow } = electron
      for (const each of BrowserWindow.getAllWindows()) each.close()
    })()`
    await host.stop()
    await waitFor('the panel to be gone', async () => (await events()).at(-1) === 'host false')
    await inMain(close)
    await happened('last close')
    await waitFor('the last window alone', () => app.electron.windows().length === 1)
    host = await startTrayHost(desktop)
    await waitFor('the panel to be back', async () => (await events()).at(-1) === 'host true')
    const item = await icon('Second')
    await inMain(close)
    await waitFor('no window', () => app.electron.windows().length === 0)
    await item.activate()
    await waitFor(
      'a click without any window',
      async () => (await events()).filter((event) => event === 'toggle').length === 2,
    )
    await host.stop()
  })
})
