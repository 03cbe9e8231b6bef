import { Agent, request } from 'node:http'

export type Load = { perSecond: number; p50: number; p95: number; failed: number; done: number }
export type Call = { method: string; path: string; body?: string; headers?: Record<string, string> }

/** Calls `base` from so many connections for so many seconds; latencies in ms. `next` makes each call. */
export async function load(
  base: string,
  next: () => Call,
  { connections = 32, seconds = 5 } = {},
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const url = new URL(base)
  const latencies: number[] = []
  let failed = 0
  const end = performance.now() + seconds * 1000
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const { method, path, body, headers } = next()
      const type =
        body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const sent = request(
        { agent, host: url.hostname, port: url.port, method, path, headers: { ...headers, ...type } },
        (answer) => {
          answer.resume()
          answer.once('end', () => resolve(answer.statusCode ?? 0))
        },
      )
      sent.once('error', reject)
      sent.end(body)
    })
  const worker = async () => {
    while (performance.now() < end) {
      const start = performance.now()
      const status = await one()
      if (status < 200 || status >= 400) failed += 1
      latencies.push(performance.now() - start)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  return { perSecond: latencies.length / took, p50: at(0.5), p95: at(0.95), failed, done: latencies.length }
}
