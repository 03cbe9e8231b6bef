import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Access, Endpoint } from '../../contract/endpoint.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import { cleanValue } from './clean-text.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Purpose } from './limits.ts'
import { networkOf } from './network.ts'
import { refuse } from './problem.ts'
import { inTransaction } from './transaction.ts'
import { takeUploads, type UploadedFile, withUpload } from './upload.ts'
import { refuseInvalid } from './validation.ts'

type Part<E, K extends keyof Endpoint> = E extends { [P in K]: infer S extends TSchema } ? Static<S> : unknown
type Uploaded<E> = E extends { upload: true } ? { file: UploadedFile } : unknown
/** Path parameters, query, body and file of an endpoint as one object. */
export type Input<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'> & Uploaded<E>
/** Bytes or a stream, for endpoints that answer other than JSON. */
export type Sent = {
  payload: Buffer | string | NodeJS.ReadableStream
  headers: Record<string, string>
  status?: number
  /** the payload compressed once and for all, for callers that take gzip */
  gzip?: Buffer
}
export type Reply<E extends Endpoint> = E extends { media: string } ? Sent : Static<E['reply']>

/** What a handler may use: one database handle, who calls, what time it is, and what to tell the audit record. */
export type Context<Actor> = {
  db: Database
  actor: Actor
  now: Date
  /** the words of the path, for calls whose body has a word of the same name */
  path: Readonly<Record<string, string>>
  /** the caller's network address, for limits only */
  address: string
  /** where people reach us, such as https://care.example.org */
  origin: string
  /** what the call was about, for the audit record */
  about(subject: About): void
  /** this call repeats an earlier one: answer 200 instead of 201 */
  again(): void
  /** starts work once the call's writes are committed; it is not waited for and must answer for its own errors */
  afterwards(work: () => void): void
}
export type About = { subject?: string; area?: string; reason?: string | undefined }

export type Handler<E extends Endpoint, Actor> = (
  input: Input<E>,
  context: Context<Actor>,
) => Promise<Reply<E>> | Reply<E>

/** What the house tells HTTP about people: who calls, whether they may, and where it is written down. */
export type Doorkeeper<Actor> = {
  identify(request: FastifyRequest, db: Database, now: Date): Promise<Actor>
  /** by which calls of the same actor are known */
  nameOf(actor: Actor): string
  /** null when this actor may call endpoints of this access, else why not */
  refusal(access: Access, actor: Actor): ProblemCode | null
  record(db: Database, entry: { endpoint: Endpoint; actor: Actor; now: Date; about: About }): Promise<void>
}

export type Http<Actor> = {
  /**
   * `ownTransaction`: the handler writes in one statement, its audit record included, or opens a transaction itself;
   * only for the call that must be the fastest.
   */
  handle<E extends Endpoint>(
    endpoint: E,
    handler: Handler<E, Actor>,
    options?: { ownTransaction: boolean },
  ): void
}

type Parts<Actor> = {
  db: Database
  clock: Clock
  doorkeeper: Doorkeeper<Actor>
  publicUrl: string | undefined
}
// inside this file an actor is opaque
type Actor_ = unknown

/**
 * Gives slices `handle(endpoint, handler)`: access is checked before any row is read, input is validated against the
 * contract, a write runs in one transaction together with its audit record, and only what the reply schema lists leaves.
 */
export function createHttp<Actor>(app: FastifyInstance, parts: Parts<Actor>): Http<Actor> {
  return {
    handle: (endpoint, handler, options) => {
      const whole = endpoint.method !== 'GET' && !options?.ownTransaction
      const run = runner({ endpoint, whole }, handler as Handler<Endpoint, Actor_>, parts as Parts<Actor_>)
      const route = {
        method: endpoint.method,
        url: `/api${endpoint.path}`,
        schema: schemaOf(endpoint),
        attachValidation: true,
        // a stream has no head: whoever asked for one would listen for ever
        ...(endpoint.media === 'text/event-stream' && { exposeHeadRoute: false }),
        config: { purpose: purposeOf(endpoint) },
        handler: run,
      }
      if (!endpoint.upload) app.route(route)
      // files in a scope of their own: everywhere else a body that is no JSON is refused
      else
        app.register(async (scope) => {
          await takeUploads(scope)
          scope.route(route)
        })
    },
  }
}

/** Some purposes are written out; how a caller is known tells the others. */
function purposeOf({ purpose, access, path }: Endpoint): Purpose {
  if (purpose) return purpose
  if (access === 'follow-key') return 'follow'
  return path.startsWith('/phone-codes') ? 'sign-in' : 'work'
}

function schemaOf(endpoint: Endpoint) {
  const { params, query, body, reply, media, summary, access, upload } = endpoint
  return {
    summary,
    ...(upload && { consumes: ['multipart/form-data'] }),
    description: `Access: ${access}`,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(media ? {} : { response: { '2xx': reply } }),
  }
}

function runner(
  { endpoint, whole }: { endpoint: Endpoint; whole: boolean },
  handler: Handler<Endpoint, Actor_>,
  { db, clock, doorkeeper, publicUrl }: Parts<Actor_>,
) {
  return async (request: FastifyRequest, answer: FastifyReply) => {
    const now = clock()
    const actor = await doorkeeper.identify(request, db, now)
    const refusal = doorkeeper.refusal(endpoint.access, actor)
    if (refusal) refuse(refusal)
    refuseInvalid(request)

    let about: About = {}
    let status: number = endpoint.status ?? 200
    const afterwards: (() => void)[] = []
    const call = async (handle: Database, input: object) => {
      const context: Context<Actor_> = {
        db: handle,
        actor,
        now,
        path: request.params as Record<string, string>,
        get address() {
          return networkOf(request.ip)
        },
        get origin() {
          // a forwarded host is the caller's word: a link made of it could lead anywhere
          return publicUrl ?? `${request.protocol}://${request.raw.headers.host ?? 'localhost'}`
        },
        about: (subject) => {
          about = { ...about, ...subject }
        },
        again: () => {
          status = 200
        },
        afterwards: (work) => void afterwards.push(work),
      }
      const reply = await handler(input as never, context)
      if (whole || endpoint.personal) await doorkeeper.record(handle, { endpoint, actor, now, about })
      return reply
    }
    const answered = (input: object) =>
      whole ? inTransaction(db, (handle) => call(handle, input)) : call(db, input)
    const input = inputOf(request)
    const reply = endpoint.upload
      ? await withUpload({ request, caller: doorkeeper.nameOf(actor) }, (file) =>
          answered({ ...input, file }),
        )
      : await answered(input)
    for (const work of afterwards) work()
    answer.headers(cacheHeaders(endpoint))
    return endpoint.media ? sendAsMade(request, answer, reply as Sent) : answer.code(status).send(reply)
  }
}

/** What is not for all is kept by nobody, the disk of the browser included. */
function cacheHeaders({ cacheSeconds, access }: Endpoint): Record<string, string> {
  if (typeof cacheSeconds === 'number') return { 'cache-control': `public, max-age=${cacheSeconds}` }
  if (access === 'anyone' && cacheSeconds !== 'never') return {}
  return { 'cache-control': 'no-store', vary: 'cookie' }
}

function sendAsMade(request: FastifyRequest, answer: FastifyReply, sent: Sent) {
  answer.code(sent.status ?? 200).headers(sent.headers)
  if (!sent.gzip) return answer.send(sent.payload)
  answer.header('vary', 'accept-encoding')
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(request.headers['accept-encoding'] ?? '')
  return takesGzip ? answer.header('content-encoding', 'gzip').send(sent.gzip) : answer.send(sent.payload)
}

function inputOf(request: FastifyRequest): object {
  const { params, query, body } = request
  return { ...(params as object), ...(cleanValue(query) as object), ...(cleanValue(body ?? {}) as object) }
}
