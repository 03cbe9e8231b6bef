import type { Example } from './public-inputs.ts'

/** What came back to a stranger, as it travelled (only the compression undone). */
export type Heard = { status: number; headers: string; bytes: Buffer; type: string }

/** A stranger on the network, with nothing but an address. */
export function strangerAt(address: string) {
  const read = async (method: string, path: string, body?: object): Promise<Heard> => {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, headers, type, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  /** calls an endpoint of the contract with an example of its input */
  const call = (key: string, { params = {}, query, body }: Example) => {
    const [method = '', path = ''] = key.split(' ')
    const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''))
    const search = query ? `?${new URLSearchParams(query)}` : ''
    return read(method, `/api${filled}${search}`, method === 'GET' ? undefined : (body ?? {}))
  }
  return { read, call, listen: (path: string) => listen(`${address}${path}`) }
}

/** Listens to a stream that never ends by itself; `stop` answers with all that was heard. */
async function listen(url: string) {
  const ending = new AbortController()
  const response = await fetch(url, { signal: ending.signal })
  let heard = [...response.headers].join('\n')
  const listening = (async () => {
    for await (const chunk of response.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => {})
  return {
    soFar: () => heard,
    stop: async () => {
      ending.abort()
      await listening
      return heard
    },
  }
}
