type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Does many calls' work together: whatever is asked for while earlier work is under way goes in the next go, so a
 * quiet server answers at once and a busy one pays for a round trip once for many. `work` answers one result for each
 * item, in order, and does all or nothing; when it fails, each is tried alone, so that nobody fails for another's sake.
 * `most` items in a go, `atOnce` goes at a time.
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most, atOnce }: { most: number; atOnce: number },
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let going = 0

  const doAll = async (taken: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await work(taken.map(({ item }) => item))
      for (const [index, { resolve }] of taken.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (taken.length > 1) await Promise.all(taken.map((one) => doAll([one])))
      else for (const { reject } of taken) reject(error)
    }
  }
  const go = async () => {
    going++
    while (waiting.length > 0) await doAll(waiting.splice(0, most))
    going--
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (going < atOnce) void go()
    })
}
