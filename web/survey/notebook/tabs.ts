/** What another page of ours did: wrote something; or took the keys away. */
export type News = 'changed' | 'locked'

export type Tabs = { say(news: News): void; close(): void }

/** Pages of ours on one phone hear of each other; null where the browser cannot. */
export function listenToTabs(name: string, heard: (news: News) => void): Tabs | null {
  if (typeof BroadcastChannel === 'undefined') return null
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => {
    if (data === 'changed' || data === 'locked') heard(data)
  }
  return { say: (news) => channel.postMessage(news), close: () => channel.close() }
}

/** Runs work unless another page of ours is at it: 'busy'. Without locks pages may do it twice, which the server bears. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T | 'busy'> {
  if (typeof navigator === 'undefined' || !navigator.locks) return work()
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : 'busy'))
}
