/** The worker that keeps the app on the device. In development every page is to come fresh. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // A browser that refuses still runs the app; it then needs a network to open.
  navigator.serviceWorker.register('/field/service-worker.js', { scope: '/field/' }).catch(() => undefined)
}
