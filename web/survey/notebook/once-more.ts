/** Work that is done once more, and no oftener, however many ask for it while it runs. */
export function onceMore(work: () => Promise<void>) {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    try {
      do {
        again = false
        await work()
      } while (again)
    } finally {
      running = undefined
    }
  }
  return {
    ask: (): void => {
      again = true
      running ??= run()
    },
    /** when all that was asked for so far is done */
    done: (): Promise<void> => running ?? Promise.resolve(),
  }
}
