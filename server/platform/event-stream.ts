import { Readable } from 'node:stream'
import { refuse } from './problem.ts'

/** Server-sent events to many listeners. */
export type EventStream = {
  /**
   * a new listener of a network: a body of type text/event-stream that never ends by itself; refuses more than may listen,
   * of one network and in all
   */
  join(network: string): Readable
  send(event: string, data: unknown): void
  close(): void
}

/** Proxies and carriers cut connections silent for 30–60 s. */
const HEARTBEAT_MS = 25_000
/** Browsers wait this long before they come back; the server adds nothing to it. */
const RETRY_MS = 3000
/** A listener this many bytes behind is let go; it comes back and reads everything again. */
const MOST_BYTES_BEHIND = 64 * 1024
/** Some 5 kB each: a process of 250 MB bears it. */
const MOST_LISTENERS = 20_000
const TRY_AGAIN_SECONDS = 60

/** A hub: each event is encoded once and its bytes shared by all listeners. */
export function openEventStream({ mostOfNetwork }: { mostOfNetwork: number }): EventStream {
  const listening = new Map<Readable, string>()
  const ofNetwork = new Map<string, number>()
  const forget = (listener: Readable) => {
    const network = listening.get(listener)
    if (network === undefined) return
    listening.delete(listener)
    const left = (ofNetwork.get(network) ?? 0) - 1
    if (left > 0) ofNetwork.set(network, left)
    else ofNetwork.delete(network)
  }
  const spread = (bytes: Buffer) => {
    for (const listener of listening.keys()) {
      if (listener.readableLength > MOST_BYTES_BEHIND) listener.destroy()
      else listener.push(bytes)
    }
  }
  const heartbeat = setInterval(() => spread(Buffer.from(': here\n\n')), HEARTBEAT_MS).unref()
  return {
    join: (network) => {
      const already = ofNetwork.get(network) ?? 0
      if (already >= mostOfNetwork || listening.size >= MOST_LISTENERS)
        refuse('too-many-calls', [], TRY_AGAIN_SECONDS)
      const listener = new Readable({ read: () => {} })
      listener.once('close', () => forget(listener))
      listener.push(`retry: ${RETRY_MS}\n\n`)
      listening.set(listener, network)
      ofNetwork.set(network, already + 1)
      return listener
    },
    send: (event, data) => spread(Buffer.from(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)),
    close: () => {
      clearInterval(heartbeat)
      for (const listener of listening.keys()) listener.push(null)
      listening.clear()
      ofNetwork.clear()
    },
  }
}
