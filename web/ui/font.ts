/** Loads the bundled Chinese font after the first paint; the browser fetches only the pieces that the page needs. */
export function loadFont(): void {
  const load = () => void import('@fontsource-variable/noto-sans-sc')
  if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: 1500 })
  else setTimeout(load, 300)
}
