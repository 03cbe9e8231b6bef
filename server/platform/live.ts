import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import { openConnection } from './database.ts'

/** Who hears a channel of NOTIFY. */
export type Ear = {
  heard(payload: string): void
  /** the connection was gone for a while: something may have been missed */
  missed(): void
  /** the server is closing */
  stopped(): void
}

export type Live = {
  /** Hears a channel from now on. The name is a word of ours, never input. */
  listen(channel: string, ear: Ear): void
  /** whether announcements are arriving at this moment */
  hearing(): boolean
  stop(): Promise<void>
}

const CHECK_EVERY_MS = 15_000
const RECONNECT_AFTER_MS = 1000

/** Ends a connection that does not answer, so that it is opened anew. */
const giveUp = (connection: pg.Client) => () => void connection.end().catch(() => {})

/** One connection per process that hears the database's announcements, and comes back when it is lost. */
export async function startLive(databaseUrl: string, log: FastifyBaseLogger): Promise<Live> {
  const ears = new Map<string, Set<Ear>>()
  const ending = new AbortController()
  let connection: pg.Client | null = null

  const connect = async () => {
    const opened = openConnection(databaseUrl)
    opened.on('notification', ({ channel, payload }) => {
      for (const ear of ears.get(channel) ?? []) ear.heard(payload ?? '')
    })
    opened.on('error', (error) => log.warn({ err: error }, 'live connection lost'))
    opened.once('end', () => {
      if (connection === opened) lost()
    })
    await opened.connect()
    for (const channel of ears.keys()) await opened.query(`listen ${channel}`)
    connection = opened
  }
  const lost = () => {
    connection = null
    if (!ending.signal.aborted) void reconnect()
  }
  const reconnect = async () => {
    while (connection === null && !ending.signal.aborted) {
      await pause(RECONNECT_AFTER_MS, undefined, { ref: false })
      await connect().catch((error) => log.warn({ err: error }, 'live connection refused'))
    }
    for (const ear of [...ears.values()].flatMap((set) => [...set])) ear.missed()
  }
  // a connection cut on the way says nothing: ask now and then
  const check = setInterval(() => {
    if (connection) connection.query('select 1').catch(giveUp(connection))
  }, CHECK_EVERY_MS).unref()

  await connect()
  return {
    listen: (channel, ear) => {
      const known = ears.get(channel)
      if (known) known.add(ear)
      else ears.set(channel, new Set([ear]))
      if (!known) connection?.query(`listen ${channel}`).catch(giveUp(connection))
    },
    hearing: () => connection !== null,
    stop: async () => {
      ending.abort()
      clearInterval(check)
      for (const ear of [...ears.values()].flatMap((set) => [...set])) ear.stopped()
      await connection?.end()
    },
  }
}
