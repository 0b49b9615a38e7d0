/** What costs most when it is done for the first time, done while the window waits for main: the first dates and the first words. */

const WEIGHTS = ['400', '500', '600']
const LETTERS = 'The quick brown fox jumps over the lazy dog, 0123456789:·…'

/** Lays out letters in the app's own face, as nobody will see them; the shapes are kept by the browser. */
export function warmUp(root: HTMLElement): void {
  new Intl.DateTimeFormat(navigator.language, { hour: 'numeric', minute: '2-digit' }).format(0)
  new Intl.NumberFormat(navigator.language).format(1)
  const words = document.createElement('div')
  for (const weight of WEIGHTS) {
    const line = document.createElement('span')
    line.style.fontWeight = weight
    line.textContent = LETTERS
    words.append(line)
  }
  root.append(words)
  words.getBoundingClientRect()
  words.remove()
}
