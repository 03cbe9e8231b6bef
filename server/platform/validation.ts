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
  maxProperties: 'too-many',
  uniqueItems: 'repeated',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  enum: 'unknown-value',
  const: 'unknown-value',
}

/** What Ajv found, as JSON pointers and codes; the branches of a failed union are folded into one. */
function fieldProblems(errors: readonly ErrorObject[]): FieldProblem[] {
  const found = new Map<string, string>()
  for (const error of errors) {
    const name = error.params.missingProperty ?? error.params.additionalProperty
    const path = name === undefined ? error.instancePath : `${error.instancePath}/${name}`
    const code = codes[error.keyword] ?? 'wrong'
    if (!found.has(path)) found.set(path, code)
  }
  return [...found].slice(0, 50).map(([path, code]) => ({ path, code }))
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
