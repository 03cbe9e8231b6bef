import type { ProblemCode } from '../../contract/problems.ts'
import { NoSignal, Refusal, type Reply } from '../call.ts'

/** The server refuses larger ones: nobody should wait for minutes to hear that. */
const MOST_BYTES = 20 * 1024 * 1024

type Sent = Reply<'POST /imports/:target'>
export type Sending = { answer: Promise<Sent>; stop: () => void }

/** Somebody stopped the sending. */
export class Stopped extends Error {}

/**
 * Sends a file; `tell` hears the share sent so far, 0 to 1. By XMLHttpRequest, since fetch says nothing of what has left.
 * Throws `Refusal`, `NoSignal` or `Stopped`.
 */
export function sendFile(file: File, target: Sent['target'], tell: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  const answer = new Promise<Sent>((resolve, reject) => {
    if (file.size > MOST_BYTES) reject(new Refusal(413, 'file-too-large', []))
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0)
    request.onload = () => (request.status === 201 ? resolve(request.response) : reject(refusalOf(request)))
    request.onerror = () => reject(new NoSignal())
    request.ontimeout = () => reject(new NoSignal())
    request.onabort = () => reject(new Stopped())
  })
  if (file.size <= MOST_BYTES) {
    request.open('POST', `/api/imports/${target}`)
    request.responseType = 'json'
    const body = new FormData()
    body.append('file', file)
    request.send(body)
  }
  return { answer, stop: () => request.abort() }
}

/** A gateway's own page is no answer of ours. */
function refusalOf({ status, response }: XMLHttpRequest): Refusal | NoSignal {
  const code: ProblemCode | undefined = response?.code
  return code === undefined ? new NoSignal() : new Refusal(status, code, response.errors ?? [])
}
