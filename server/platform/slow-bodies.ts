import type { FastifyInstance } from 'fastify'

/** A whole request, a file of 25 MB over a slow line included. Node ends the connection after it. */
export const REQUEST_MS = 5 * 60_000
/** A body of 256 kB at 40 kbit/s. */
export const BODY_MS = 60_000

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'

/** Ends the connection of a body that does not arrive whole within `bodyMs`. Files have `REQUEST_MS`. */
export function endSlowBodies(app: FastifyInstance, bodyMs: number): void {
  app.addHook('preParsing', async ({ headers, raw }) => {
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
    if (!hasBody || headers['content-type']?.startsWith('multipart/')) return
    const timer = setTimeout(() => raw.socket.end(TIMED_OUT, () => raw.socket.destroy()), bodyMs)
    const arrived = () => clearTimeout(timer)
    raw.once('end', arrived).once('close', arrived)
  })
}
