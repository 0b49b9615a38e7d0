/** A page that nobody sees: plays the end sound once at the loudness after the `#`, and says how it went by its title. */
const sound = new Audio(new URL('../../../resources/sounds/end.wav', import.meta.url).href)

function end(title: 'played' | 'failed'): void {
  document.title = title
}

sound.volume = Math.min(1, Math.max(0, Number(window.location.hash.slice(1)) || 0))
sound.addEventListener('ended', () => end('played'))
sound.addEventListener('error', () => end('failed'))
sound.play().catch(() => end('failed'))
