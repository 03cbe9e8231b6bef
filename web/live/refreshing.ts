import { withSignal } from './with-signal.ts'

/**
 * Runs `load` now, every so many seconds while the page is in sight, and when it comes back into sight or into signal.
 * `load` answers `false` when there was no signal. Answers the function that stops it.
 */
export function refreshing(seconds: number, load: () => Promise<boolean>): () => void {
  const whenSeen = async () => document.visibilityState !== 'visible' || (await load())
  const look = () => void whenSeen()
  void load()
  const timer = setInterval(look, seconds * 1000)
  document.addEventListener('visibilitychange', look)
  const stop = withSignal(whenSeen)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    stop()
  }
}
