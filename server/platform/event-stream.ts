import { Readable } from 'node:stream'

/** Server-sent events to any number of listeners. */
export type EventStream = {
  /** a new listener: a body of type text/event-stream that never ends by itself */
  join(): Readable
  send(event: string, data: unknown): void
  close(): void
}

/** Proxies and carriers cut connections silent for 30–60 s. */
const HEARTBEAT_MS = 25_000
/** Browsers wait this long before they come back; the server adds nothing to it. */
const RETRY_MS = 3000
/** A listener this many bytes behind is let go; it comes back and reads everything again. */
const MOST_BYTES_BEHIND = 64 * 1024

/** A hub: each event is encoded once and its bytes shared by all listeners. */
export function openEventStream(): EventStream {
  const listening = new Set<Readable>()
  const leave = (listener: Readable) => {
    listening.delete(listener)
    listener.destroy()
  }
  const spread = (bytes: Buffer) => {
    for (const listener of listening) {
      if (listener.readableLength > MOST_BYTES_BEHIND) leave(listener)
      else listener.push(bytes)
    }
  }
  const heartbeat = setInterval(() => spread(Buffer.from(': here\n\n')), HEARTBEAT_MS).unref()
  return {
    join: () => {
      const listener = new Readable({ read: () => {} })
      listener.once('close', () => listening.delete(listener))
      listener.push(`retry: ${RETRY_MS}\n\n`)
      listening.add(listener)
      return listener
    },
    send: (event, data) => spread(Buffer.from(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)),
    close: () => {
      clearInterval(heartbeat)
      for (const listener of listening) listener.push(null)
      listening.clear()
    },
  }
}
