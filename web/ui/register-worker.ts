/** The worker that keeps an app on the device. In development every page is to come fresh. */
export function registerWorker(path: string, scope: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // A browser that refuses still runs the app; it then needs a network to open.
  navigator.serviceWorker.register(path, { scope }).catch(() => undefined)
}
