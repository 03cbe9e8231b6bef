import { type FieldProblem, type ProblemCode, problems } from '../../contract/problems.ts'

/** A refusal on purpose. It ends the transaction and travels to the caller as problem+json. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly errors: FieldProblem[]
  readonly retryAfterSeconds: number | undefined
  /** what the call wrote before it was refused stays, as the count of wrong codes must */
  readonly keepsWrites: boolean = false

  constructor(code: ProblemCode, errors: FieldProblem[] = [], retryAfterSeconds?: number) {
    super(code)
    this.code = code
    this.errors = errors
    this.retryAfterSeconds = retryAfterSeconds
  }
}

class KeepingRefusal extends Refusal {
  override readonly keepsWrites = true
}

/** Refuses with a code of the closed list, optionally naming the fields that are wrong. */
export function refuse(code: ProblemCode, errors?: FieldProblem[], retryAfterSeconds?: number): never {
  throw new Refusal(code, errors, retryAfterSeconds)
}

/** Refuses, but keeps what this call has written so far. */
export function refuseKeepingWrites(code: ProblemCode): never {
  throw new KeepingRefusal(code)
}

/** The body of a refusal (RFC 9457). */
export function problemBody(code: ProblemCode, errors: FieldProblem[] = []) {
  const [status, title] = problems[code]
  return { type: `urn:jitasa-care:problem:${code}`, title, status, code, errors }
}
