import { type DestinationStream, destination, type LogFn, type Logger, pino } from 'pino'
import { terminalLine } from './log-terminal.ts'

export type Log = Logger

/** Fields that could hold a person or a secret, wherever they stand up to three levels deep. */
const hiddenFields = [
  ...['name', 'firstName', 'lastName', 'phone', 'phones', 'identity', 'birthYear', 'note', 'landmark'],
  ...['lon', 'lat', 'point', 'ip', 'remoteAddress', 'body', 'headers', 'cookie', 'authorization'],
  ...[
    'key',
    'followKey',
    'followUrl',
    'token',
    'secret',
    'password',
    'phoneProof',
    'url',
    'query',
    'parameters',
  ],
]

/** The last net, over the finished line: what looks like a phone, an identity number or a key in any sentence. */
const hiddenTexts: [RegExp, string][] = [
  [/(?<![\w-]|":)(?:\+?66|0)[ -]?\d(?:[ -]?\d){7,8}(?![\w-])/g, '[phone]'],
  [/๐[ -]?[๐-๙](?:[ -]?[๐-๙]){7,8}/g, '[phone]'],
  [/(?<![\w.-]|":)\d{13}(?![\w.-])/g, '[number]'],
  [/\/follow([/#])[\w%-]+/g, '/follow$1:followKey'],
  [/([?&#]\w*(?:key|token|code|secret|proof)=)[^&\s"\\]+/gi, '$1[hidden]'],
]

type Options = {
  level: string
  /** One coloured line for a person at a terminal instead of JSON for a collector. */
  terminal?: boolean
  /** Where to, when not standard output. */
  stream?: DestinationStream
}

/** JSON lines without people in them: names, phones, keys, positions and raw addresses are hidden. */
export function createLog({ level, terminal = false, stream = destination(1) }: Options): Log {
  const out = terminal ? { write: (line: string) => stream.write(terminalLine(line)) } : stream
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorForLog },
      redact: { paths: hiddenFields.flatMap((f) => [f, `*.${f}`, `*.*.${f}`]), censor: '[hidden]' },
      hooks: { streamWrite: withoutPeople, logMethod: withOwnSentence },
    },
    out,
  )
}

/** What may be logged of an address: the pattern of its route, never the address itself, whose parts may be secrets. */
export function safePath(routePattern: string | undefined): string {
  return routePattern ?? '(no such route)'
}

function withoutPeople(line: string): string {
  return hiddenTexts.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
}

/** Left without a sentence, pino would take the error's own, which may quote what people typed. */
function withOwnSentence(this: Logger, args: Parameters<LogFn>, method: LogFn) {
  if (typeof args[0] === 'object' && args[1] === undefined) method.call(this, args[0], 'error')
  else method.apply(this, args)
}

/** Kind, codes and places of an error; its sentence only when it cannot quote what people typed. */
function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  return {
    type: error.constructor.name,
    ...fieldsOf(error, ['code', 'constraint', 'table', 'column', 'severity']),
    message: quotesInput(error) ? '[hidden]' : error.message,
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  }
}

/** PostgreSQL's data exceptions (class 22) and JavaScript's parsers repeat the value they could not read. */
function quotesInput(error: Error): boolean {
  const dataException = 'severity' in error && 'code' in error && String(error.code).startsWith('22')
  return dataException || error instanceof SyntaxError
}

function fieldsOf(error: Error, names: string[]): Record<string, unknown> {
  const given = Object.entries(error).filter(([name, value]) => names.includes(name) && value !== undefined)
  return Object.fromEntries(given)
}
