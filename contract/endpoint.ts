import type { TSchema } from 'typebox'

/** Who may call an endpoint. Required: `'anyone'` is written out, so that nothing is public by forgetting. */
export type Access =
  | 'anyone'
  /** whoever holds the secret key of a follow link */
  | 'follow-key'
  /** whoever holds the secret key of a link we sent */
  | 'link-key'
  /** signed in by phone code, whatever else they are */
  | 'signed-in'
  /** an approved volunteer */
  | 'volunteer'
  /** an approved volunteer of a kind the profile names as data volunteer, or a coordinator */
  | 'data-volunteer'
  /** an approved volunteer or a coordinator */
  | 'helper'
  /** whoever keeps a facility by a grant, or a coordinator */
  | 'agency'
  /** whoever holds a running coordinator or national grant */
  | 'coordinator'
  | 'national'

/**
 * An endpoint as a value: what server, web and outsiders agree on.
 * `path` is below `/api`. `status` is the answer of a success that made something new (default 200);
 * a repeated call answers 200. `personal` says that a successful call shows somebody else's personal data
 * and is therefore written into the audit record with this word as its action.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: `/${string}`
  access: Access
  summary: string
  params?: TSchema
  query?: TSchema
  body?: TSchema
  reply: TSchema
  status?: 200 | 201
  personal?: string
  /**
   * how long anyone, shared caches included, may keep a successful answer; only where it is the same for all.
   * 'never': the answer says who calls
   */
  cacheSeconds?: number | 'never'
  /**
   * asking for help, what its form reads, and looking at what is public have limits of their own; the other purposes
   * follow from `access`
   */
  purpose?: 'ask' | 'form' | 'look'
  /** other than JSON: the media type that is sent, with the handler answering bytes or a stream */
  media?: string
  /** takes a file (multipart, one field `file`) instead of a JSON body */
  upload?: true
}

/** Keeps the literal types of an endpoint, so that its key and schemas are known to the compiler. */
export function endpoint<const E extends Endpoint>(value: E): E {
  return value
}
