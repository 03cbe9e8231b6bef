import compress from '@fastify/compress'
import etag from '@fastify/etag'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { ProblemCode } from '../../contract/problems.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { type Limits, rateLimits } from './limits.ts'
import { isDatabaseAway } from './lost-database.ts'
import { problemBody, Refusal, refuse } from './problem.ts'
import { rarely } from './rarely.ts'
import { serializerCompiler } from './serialization.ts'
import { BODY_MS, endSlowBodies, REQUEST_MS } from './slow-bodies.ts'
import { validatorCompiler } from './validation.ts'

const { version } = packageJson
const BODY_LIMIT_BYTES = 256 * 1024

export type ServerOptions = Limits & {
  log: FastifyBaseLogger
  /** where people reach us, such as https://care.example.org; decides HSTS and the origin of writes */
  publicUrl: string | undefined
  trustProxy: number | string[] | false
  /** how long a body that is no file may take to arrive, in milliseconds */
  bodyMs?: number
}

/** An HTTP server with the house's manners: strict headers, limits, problem+json, OpenAPI; no routes yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const problems = answerProblem(rarely(options.log))
  const app = Fastify({
    loggerInstance: options.log,
    // no line of ours names a call by a number: a logger of its own for each would only cost its making
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: proxies(options.trustProxy),
    routerOptions: { maxParamLength: 200 },
    requestTimeout: REQUEST_MS,
    // an address that cannot be read is refused before there is a route; Fastify's own words would repeat it
    frameworkErrors: problems,
    return503OnClosing: true,
    forceCloseConnections: true,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  parseJsonStrictly(app)
  app.setErrorHandler(problems)
  app.setNotFoundHandler((_request, answer) => sendProblem(answer, new Refusal('not-found')))
  refuseForeignWrites(app, options.publicUrl)
  endSlowBodies(app, options.bodyMs ?? BODY_MS)
  await app.register(helmet, headers(options.publicUrl))
  await app.register(rateLimit, rateLimits(options))
  await app.register(etag)
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Jitasa Care', version } },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return app
}

/** A number is how many proxies stand before us; a list names their addresses. */
function proxies(trusted: ServerOptions['trustProxy']) {
  return typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : trusted
}

function headers(publicUrl: string | undefined) {
  const https = publicUrl?.startsWith('https:') ?? false
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'worker-src': ["'self'", 'blob:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' as const },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
  }
}

/** Bodies must be UTF-8 and JSON; wrong bytes are refused rather than replaced by question marks. */
function parseJsonStrictly(app: FastifyInstance) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(decoder, body as Buffer))
    } catch (refusal) {
      done(refusal as Error)
    }
  })
}

function parseJson(decoder: TextDecoder, body: Buffer): unknown {
  if (body.length === 0) return undefined
  let text: string
  try {
    text = decoder.decode(body)
  } catch {
    refuse('malformed-text')
  }
  try {
    return JSON.parse(text, (key, value) => (key === '__proto__' ? refuse('malformed-json') : value))
  } catch {
    refuse('malformed-json')
  }
}

/** A browser says where a write comes from; other sites are refused. */
function refuseForeignWrites(app: FastifyInstance, publicUrl: string | undefined) {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const { origin } = request.headers
    if (origin === undefined) {
      const site = request.headers['sec-fetch-site']
      if (site === undefined || site === 'same-origin' || site === 'none') return
      refuse('wrong-origin')
    }
    if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return
    if (URL.canParse(origin) && new URL(origin).host === request.host) return
    refuse('wrong-origin')
  })
}

/** Fastify's own refusals by their code; anything else unexpected goes whole to the log and says nothing outside. */
const fastifyCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_CP_ERR_INVALID_CONTENT: 'malformed-json',
  FST_CP_ERR_INVALID_CONTENT_ENCODING: 'media-unsupported',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

/** A database that is away is back in seconds, or somebody must come: callers send it again meanwhile. */
const COME_BACK_SECONDS = 5

const answerProblem =
  (quietLog: FastifyBaseLogger) =>
  (error: FastifyError | Refusal, request: FastifyRequest, answer: FastifyReply) => {
    if (error instanceof Refusal) return sendProblem(answer, error)
    const route = request.routeOptions.url
    if (isDatabaseAway(error)) {
      quietLog.warn({ err: error, route }, 'the database is away')
      return sendProblem(answer, new Refusal('not-ready', [], COME_BACK_SECONDS))
    }
    const code = fastifyCodes[error.code] ?? 'unexpected'
    if (code === 'unexpected') request.log.error({ err: error, route }, 'unexpected')
    return sendProblem(answer, new Refusal(code))
  }

function sendProblem(answer: FastifyReply, { code, errors, retryAfterSeconds }: Refusal) {
  const body = problemBody(code, errors)
  if (retryAfterSeconds !== undefined) answer.header('retry-after', retryAfterSeconds)
  return answer.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body)
}
