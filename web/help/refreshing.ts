/**
 * Runs `load` now, every so many seconds while the page is in sight, and when it comes back into sight or into signal.
 * Answers the function that stops it.
 */
export function refreshing(seconds: number, load: () => void): () => void {
  const whenSeen = () => {
    if (document.visibilityState === 'visible') load()
  }
  load()
  const timer = setInterval(whenSeen, seconds * 1000)
  document.addEventListener('visibilitychange', whenSeen)
  addEventListener('online', whenSeen)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', whenSeen)
    removeEventListener('online', whenSeen)
  }
}
