import type { FastifyInstance } from 'fastify'
import type { FieldProblem, ProblemCode } from '../../contract/problems.ts'
import type { Input, Key, Reply } from '../../web/call.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type Answer<Body> = {
  status: number
  /** what the contract promises; of a refusal, its problem+json */
  body: Body
  /** why it was refused; undefined when it was not */
  code: ProblemCode | undefined
  /** the fields that were wrong */
  errors: FieldProblem[]
  headers: Record<string, unknown>
}

/** Someone with a device of their own: a network address and the cookies it was given. */
export type Caller = {
  /** calls an endpoint of the contract, by its key such as 'POST /volunteers/:id/approve' */
  call<K extends Key>(
    key: K,
    ...input: object extends Input<K> ? [input?: Input<K>] : [input: Input<K>]
  ): Promise<Answer<Reply<K>>>
  /** calls any address, below nothing, with any body and headers */
  send(
    method: Method,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<unknown>>
  /** the Cookie header this device sends */
  cookie(): string
}

type Loose = { params?: object; query?: object; body?: unknown }

export function createCaller(app: FastifyInstance, address: string): Caller {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (method: Method, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.inject({
      ...{ method, url, remoteAddress: address },
      headers: { ...(jar.size > 0 && { cookie: cookie() }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) jar.delete(name)
      else jar.set(name, encodeURIComponent(value))
    }
    return answerOf(response)
  }
  const call = (key: string, { params = {}, query, body }: Loose = {}) => {
    const [method, path = ''] = key.split(' ')
    const values = new Map(Object.entries(params))
    const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(values.get(name))))
    const search = query
      ? `?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`
      : ''
    return send(method as Method, `/api${filled}${search}`, method === 'GET' ? undefined : (body ?? {}))
  }
  return { send, cookie, call: call as Caller['call'] }
}

type Response = { statusCode: number; headers: Record<string, unknown>; payload: string }

function answerOf({ statusCode, headers, payload }: Response): Answer<unknown> {
  const json = String(headers['content-type']).includes('json')
  const body = json ? JSON.parse(payload) : payload
  const refused = statusCode >= 400 && json ? body : {}
  return { status: statusCode, headers, body, code: refused.code, errors: refused.errors ?? [] }
}
