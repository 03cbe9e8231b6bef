type Timers = { set: (run: () => void, ms: number) => () => void; now: () => number }
type Rereading = { read: (codes: readonly string[]) => void; timers?: Timers; spreadMs?: number }

/** An answer may lie this long in any cache on its way (the API's max-age of 1 s, and a little). */
const CACHED_MS = 1_100
/** Thousands hear the same news at once: each reads a moment later than the other. */
const SPREAD_MS = 300

const browser: Timers = {
  set: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  now: () => Date.now(),
}

/**
 * Gathers news of changed places and reads them again: at once, never twice within the life of a cached answer, and
 * once more after it, because the first answer may have come out of a cache on the way.
 */
export function gatherChanges({ read, timers = browser, spreadMs = SPREAD_MS }: Rereading) {
  let news = new Set<string>()
  let unsure = new Set<string>()
  let lastRead = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined

  const plan = (spread: number) => {
    cancel ??= timers.set(run, Math.max(Math.random() * spread, lastRead + CACHED_MS - timers.now()))
  }
  const run = () => {
    const codes = [...new Set([...news, ...unsure])]
    cancel = undefined
    unsure = news
    news = new Set()
    lastRead = timers.now()
    read(codes)
    if (unsure.size > 0) plan(0)
  }
  return {
    changed(codes: readonly string[]) {
      for (const code of codes) news.add(code)
      plan(spreadMs)
    },
    stop() {
      cancel?.()
      cancel = undefined
      news.clear()
      unsure.clear()
    },
  }
}
