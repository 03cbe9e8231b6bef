import { withSignal } from './live/with-signal.ts'
import { keptRequests, listen, nextTry, sendWaiting } from './outbox.ts'

let started = false

/** Sends what waits on this phone: now, when signal comes back, and after growing pauses; also while the app is closed. */
export function keepSending(): void {
  if (started) return
  started = true
  let timer: ReturnType<typeof setTimeout> | undefined

  async function plan() {
    clearTimeout(timer)
    const due = (await keptRequests()).flatMap((kept) => nextTry(kept) ?? [])
    if (due.length === 0) return
    askForBackgroundSync()
    const soonest = Math.min(...due.map((at) => at.getTime()))
    timer = setTimeout(() => sendWaiting(), Math.max(1_000, soonest - Date.now()))
  }

  listen(plan)
  withSignal(async () => {
    await sendWaiting()
    return (await keptRequests()).every((kept) => nextTry(kept) === null)
  })
  // without storage nothing is kept, so nothing waits
  sendWaiting().then(plan, () => undefined)
}

/** Browsers that have it send on their own when signal comes back, the app closed or not. */
async function askForBackgroundSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  await registration?.sync?.register('outbox').catch(() => undefined)
}
