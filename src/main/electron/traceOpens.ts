/** For benches: says on standard output how a team window opened, each time its rows are painted. No driver slows it. */
import { app, type BrowserWindow } from 'electron'

/**
 * When the rows are painted, and of a page's first time when its code had run, when it had its screen's code and whom it
 * shows first, and when everybody was read, all in ms since 1970.
 */
const WAIT_FOR_ROWS = `new Promise((resolve) => {
  const at = (time) => Math.round(performance.timeOrigin + time)
  const mark = (name) => performance.getEntriesByName('tideline:' + name).map(({ startTime }) => at(startTime))[0]
  const [page] = performance.getEntriesByType('navigation')
  const told = () => ({
    made: at(0), run: at(page.domContentLoadedEventStart), code: mark('code'), people: mark('people'), everybody: mark('everybody'),
  })
  const tell = () => {
    const painted = at(performance.now())
    const wait = () => (mark('everybody') === undefined ? setTimeout(wait, 20) : resolve({ ...told(), painted }))
    wait()
  }
  const look = () => document.querySelectorAll('.team-row:not([data-me])').length > 3
    ? requestAnimationFrame(() => setTimeout(tell))
    : requestAnimationFrame(look)
  look()
})`

function tellOpening(window: BrowserWindow): void {
  window.on('show', () => {
    if (!window.webContents.getURL().includes('#/team')) return
    window.webContents.executeJavaScript(WAIT_FOR_ROWS).then(
      (told: unknown) => process.stdout.write(`TIDELINE_OPENED ${JSON.stringify(told)}\n`),
      () => {},
    )
  })
}

app.on('browser-window-created', (_event, window) => tellOpening(window))
