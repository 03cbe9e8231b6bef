/**
 * Keeps the app on the phone so that it opens without signal. A new version waits until the old pages are closed:
 * nobody loses a half-filled form. If one is waiting when the app starts, nothing is filled in yet, so it takes over.
 */
export async function keepOnThisPhone(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
  if (!registration?.waiting || !registration.active) return
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  registration.waiting.postMessage('take-over')
}

// A page left open over a new version may ask for a file that is gone: read everything anew, once, and only with signal.
addEventListener('vite:preloadError', () => {
  const again = sessionStorage.getItem('read-anew') === null
  if (!again || !navigator.onLine) return
  sessionStorage.setItem('read-anew', 'yes')
  location.reload()
})
