/** Work of one name goes one after the other, in the order it came; other names do not wait. */
export function oneAtATime(): <T>(of: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (of, work) => {
    const before = last.get(of)
    const done = before ? before.then(work, work) : work()
    const ended = done.catch(() => {})
    last.set(of, ended)
    void ended.then(() => last.get(of) === ended && last.delete(of))
    return done
  }
}
