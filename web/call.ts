import type { Static, TSchema } from 'typebox'
import type { Contract } from '../contract/index.ts'
import type { FieldProblem, ProblemCode } from '../contract/problems.ts'

/** An endpoint by its key, such as 'POST /help-requests'. Only types come from the contract: no schema is bundled. */
export type Key = keyof Contract

type Part<K extends Key, P extends 'params' | 'query' | 'body'> =
  Contract[K] extends Record<P, infer S extends TSchema>
    ? object extends Static<S>
      ? { [part in P]?: Static<S> }
      : { [part in P]: Static<S> }
    : object
export type Input<K extends Key> = Part<K, 'params'> & Part<K, 'query'> & Part<K, 'body'>
export type Reply<K extends Key> = Static<Contract[K]['reply']>

/** The server said no, with a code from the closed list; `errors` name the fields as JSON pointers. */
export class Refusal extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly errors: FieldProblem[]

  constructor(status: number, code: ProblemCode, errors: FieldProblem[]) {
    super(code)
    this.status = status
    this.code = code
    this.errors = errors
  }
}

/** Nothing came back: no signal, a lost connection, a gateway in between, or too long a wait. */
export class NoSignal extends Error {}

/** Long enough for a weak mobile connection, short enough that nobody thinks it was sent. */
const patienceMs = 20_000

type Loose = { params?: unknown; query?: unknown; body?: unknown }

const entries = (part: unknown): [string, unknown][] =>
  typeof part === 'object' && part !== null ? Object.entries(part) : []

/** Calls the API and answers the typed reply; throws `Refusal` or `NoSignal`. Times are ISO 8601 text. */
export async function call<K extends Key>(
  key: K,
  ...[input]: object extends Input<K> ? [input?: Input<K>] : [input: Input<K>]
): Promise<Reply<K>> {
  const loose: Loose = input ?? {}
  const response = await send(key, loose)
  if (!response.ok) throw await refusalOf(response)
  return read(response)
}

/** The address of an endpoint, for <img>, EventSource and the like. */
export function address(path: string, { params, query }: Loose): string {
  const values = new Map(entries(params))
  const filled = path.replace(/:([a-zA-Z]+)/g, (_, name) => encodeURIComponent(String(values.get(name))))
  const search = new URLSearchParams()
  for (const [name, value] of entries(query)) if (value !== undefined) search.set(name, String(value))
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`
}

async function send(key: string, input: Loose): Promise<Response> {
  const [method = 'GET', path = ''] = key.split(' ')
  const request: RequestInit = { method, signal: AbortSignal.timeout(patienceMs) }
  if (method !== 'GET') {
    request.headers = { 'content-type': 'application/json' }
    request.body = JSON.stringify(input.body ?? {})
  }
  try {
    return await fetch(address(path, input), request)
  } catch {
    throw new NoSignal()
  }
}

async function read(response: Response) {
  try {
    return await response.json()
  } catch {
    throw new NoSignal()
  }
}

/** A gateway's own error page is not a refusal of ours: it counts as no signal, so that a request is sent again. */
async function refusalOf(response: Response): Promise<Refusal | NoSignal> {
  const problem = await response.json().catch(() => undefined)
  if (typeof problem?.code !== 'string') return new NoSignal()
  return new Refusal(response.status, problem.code, problem.errors ?? [])
}
