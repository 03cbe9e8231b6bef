import { type ProblemCode, problems } from '../../contract/problems.ts'
import { arabicDigits } from '../../profiles/answers.ts'
import { NoSignal } from '../call.ts'

/** Sign-in said no; `waitSeconds` is how long to wait before trying again, when the server said so. */
export class SignInRefusal extends Error {
  readonly code: ProblemCode
  readonly waitSeconds: number | null

  constructor(code: ProblemCode, waitSeconds: number | null) {
    super(code)
    this.code = code
    this.waitSeconds = waitSeconds
  }
}

/** What better-auth calls its refusals, in our closed list. */
const ownCodes: Record<string, ProblemCode> = {
  INVALID_PHONE_NUMBER: 'phone-invalid',
  INVALID_OTP: 'code-wrong',
  OTP_EXPIRED: 'code-ended',
  OTP_NOT_FOUND: 'code-ended',
  TOO_MANY_ATTEMPTS: 'code-ended',
}

/** Sends a one-time code to a phone in E.164. Throws `SignInRefusal` or `NoSignal`. */
export const sendCode = (phoneNumber: string): Promise<void> => post('send-otp', { phoneNumber })

/** Checks the code; the session cookie comes with a right one. Throws `SignInRefusal` or `NoSignal`. */
export const verifyCode = (phoneNumber: string, code: string): Promise<void> =>
  post('verify', { phoneNumber, code })

async function post(step: 'send-otp' | 'verify', body: Record<string, string>): Promise<void> {
  const response = await fetch(`/api/auth/phone-number/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => {
    throw new NoSignal()
  })
  if (!response.ok) throw await refusalOf(response)
}

async function refusalOf(response: Response): Promise<SignInRefusal | NoSignal> {
  const wait = Number(response.headers.get('retry-after') ?? response.headers.get('x-retry-after'))
  const waitSeconds = Number.isFinite(wait) && wait > 0 ? wait : null
  const problem: { code?: unknown } | null = await response.json().catch(() => null)
  if (typeof problem?.code !== 'string')
    return response.status === 429 ? new SignInRefusal('too-many-calls', waitSeconds) : new NoSignal()
  return new SignInRefusal(codeOf(problem.code), waitSeconds)
}

function codeOf(written: string): ProblemCode {
  const known = Object.keys(problems).find((code): code is ProblemCode => code === written)
  return known ?? ownCodes[written] ?? 'unexpected'
}

/** The digits of a code however it was typed or pasted: Thai digits, spaces and dashes accepted. */
export const onlyDigits = (typed: string): string => arabicDigits(typed).replace(/\D/g, '')
