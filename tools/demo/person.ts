import type { ProblemCode } from '../../contract/problems.ts'
import type { Input, Key, Reply } from '../../web/call.ts'

/** The server said no. */
export class Refused extends Error {
  readonly code: ProblemCode

  constructor(code: ProblemCode, key: string) {
    super(`${key}: ${code}`)
    this.code = code
  }
}

/** Somebody with a phone who calls the same addresses as the pages do. */
export type Person = {
  /** as written in Thailand, such as 0800000001 */
  phone: string
  call<K extends Key>(
    key: K,
    ...input: object extends Input<K> ? [input?: Input<K>] : [input: Input<K>]
  ): Promise<Reply<K>>
  /** sends a file the way a page does, to a path below /api */
  sendFile(path: string, file: File): Promise<void>
  /** signs in by the code sent to the phone; once is enough */
  signIn(): Promise<void>
}

/** Where people are: the server's address, and how a code that was sent to a phone is read there. */
export type Where = { address: string; codeSentTo(phone: string): string }

type Loose = { params?: object; query?: object; body?: unknown }

/** `call` throws `Refused` with the server's code. */
export function personWith(phone: string, { address, codeSentTo }: Where): Person {
  let cookie = ''
  const send = async (method: string, path: string, body?: unknown) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${address}/api${path}`, {
      method,
      // nothing to gain from compressing on one machine
      headers: {
        cookie,
        'accept-encoding': 'identity',
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    })
    const [given] = response.headers.getSetCookie()
    if (given) cookie = given.split(';')[0] ?? ''
    const answer = await response.json()
    if (!response.ok) throw new Refused(answer.code, `${method} ${path}`)
    return answer
  }
  const call = (key: string, { params = {}, query = {}, body }: Loose = {}) => {
    const [method = 'GET', path = ''] = key.split(' ')
    const values = new Map(Object.entries(params))
    const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(values.get(name))))
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    return send(method, `${filled}?${search}`, method === 'GET' ? undefined : (body ?? {}))
  }
  const sendFile = (path: string, file: File) => {
    const form = new FormData()
    form.append('file', file)
    return send('POST', path, form)
  }
  let signedIn: Promise<void> | undefined
  const signInOnce = async () => {
    await send('POST', '/auth/phone-number/send-otp', { phoneNumber: phone })
    await send('POST', '/auth/phone-number/verify', { phoneNumber: phone, code: codeSentTo(phone) })
  }
  return { phone, call: call as Person['call'], sendFile, signIn: () => (signedIn ??= signInOnce()) }
}
