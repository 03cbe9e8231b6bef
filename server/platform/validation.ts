import Ajv, { type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import type { FastifyRequest, FastifySchemaCompiler } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { FieldProblem } from '../../contract/problems.ts'
import { refuse } from './problem.ts'

// Unknown fields are refused, not dropped. Only what comes as text by nature (query, path) is turned into numbers.
const options = { allErrors: true, removeAdditional: false, useDefaults: false, strict: false } as const
const ofBody = formats.default(new Ajv.default({ ...options, coerceTypes: false }))
const ofText = formats.default(new Ajv.default({ ...options, coerceTypes: true }))

/** Fastify's validator: JSON bodies are taken at their word, query and path parameters may be read as numbers. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? ofBody : ofText).compile(schema)

/** Ajv's keywords as our closed list of field codes. */
const codes: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown-field',
  type: 'wrong-type',
  format: 'wrong-format',
  pattern: 'wrong-format',
  minLength: 'too-short',
  maxLength: 'too-long',
  minItems: 'too-few',
  maxItems: 'too-many',
  additionalItems: 'too-many',
  maxProperties: 'too-many',
  uniqueItems: 'repeated',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  enum: 'unknown-value',
  const: 'unknown-value',
}

/** What Ajv found, as JSON pointers and codes; of a failed union the branch that came nearest is told alone. */
function fieldProblems(errors: readonly ErrorObject[]): FieldProblem[] {
  const found = new Map<string, string>()
  for (const error of errors) {
    const name = error.params.missingProperty ?? error.params.additionalProperty
    const path = name === undefined ? error.instancePath : `${error.instancePath}/${pointed(name)}`
    const code = codes[error.keyword] ?? 'wrong'
    if (!found.has(path)) found.set(path, code)
  }
  const within = new Set([...found.keys()].flatMap(pathsAbove))
  const nearest = [...found].filter(([path, code]) => !(ofOtherBranch.includes(code) && within.has(path)))
  return nearest.slice(0, 50).map(([path, code]) => ({ path, code }))
}

/** What is said of a value whose inside is wrong by the branches of a union it does not mean, such as null. */
const ofOtherBranch = ['wrong-type', 'wrong']
/** A name as part of a JSON pointer. */
const pointed = (name: string): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1')

function pathsAbove(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, depth) => parts.slice(0, depth).join('/'))
}

/** Refuses a request whose path, query or body does not fit the schema of its route, naming the fields. */
export function refuseInvalid(request: FastifyRequest): void {
  const failed = request.validationError?.validation
  if (failed) refuse('invalid-input', fieldProblems(failed as ErrorObject[]))
}

/** Checks single values as bodies are checked: the value as its type, or the problems with it. */
export function checkerOf<S extends TSchema>(schema: S) {
  const check = ofBody.compile<Static<S>>(schema)
  return (value: unknown): { value: Static<S> } | { problems: FieldProblem[] } =>
    check(value) ? { value } : { problems: fieldProblems(check.errors ?? []) }
}
