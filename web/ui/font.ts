/** Loads the bundled Chinese font after the first paint; the browser fetches only the pieces that the page needs. */
export function loadFont(): void {
  const load = () => void import('@fontsource-variable/noto-sans-sc')
  if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: 1500 })
  else setTimeout(load, 300)
}

/** Longer than this nobody waits for a font: the device's own draws what is missing. */
const mostWaitMs = 3000

/** Resolves when the pieces of the font that this text needs are there: a canvas, unlike the page, never draws anew by itself. */
export async function fontFor(text: string): Promise<void> {
  const loaded = import('@fontsource-variable/noto-sans-sc').then(() =>
    document.fonts.load('24px "Noto Sans SC Variable"', text),
  )
  await Promise.race([loaded.catch(() => {}), new Promise((done) => setTimeout(done, mostWaitMs))])
}
