/** The first call after "online" often fails, because the line is not up yet: it is made again after so many ms. */
const AGAIN_MS = [1_000, 3_000, 8_000] as const

/**
 * Runs `act` when the signal is back, and again a few times until it says that it got through.
 * Answers the function that stops listening.
 */
export function withSignal(act: () => Promise<boolean>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const attempt = async (tried: number) => {
    clearTimeout(timer)
    const pause = AGAIN_MS[tried]
    if (!(await act()) && pause !== undefined) timer = setTimeout(() => attempt(tried + 1), pause)
  }
  const begin = () => void attempt(0)
  const stop = () => clearTimeout(timer)
  addEventListener('online', begin)
  addEventListener('offline', stop)
  return () => {
    stop()
    removeEventListener('online', begin)
    removeEventListener('offline', stop)
  }
}
