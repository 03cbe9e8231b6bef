import type { FastifyRequest } from 'fastify'
import { networkOf } from './network.ts'
import { Refusal } from './problem.ts'

/**
 * What a call is for. Each purpose has a bucket of its own for each network, so that a thousand phones that look at the map
 * behind one carrier's gateway never take the place of the one that asks for help.
 */
export type Purpose = 'ask' | 'form' | 'follow' | 'look' | 'sign-in' | 'work' | 'pages'

declare module 'fastify' {
  interface FastifyContextConfig {
    purpose?: Purpose
  }
}

export type Limits = {
  /** calls a minute and network, of each purpose */
  callsPerMinute: number
  /** the same for asking for help */
  asksPerMinute: number
}

const purposeOf = ({ routeOptions, url }: FastifyRequest): Purpose =>
  routeOptions.config?.purpose ?? (url.startsWith('/api/') ? 'work' : 'pages')

/** Options of @fastify/rate-limit: buckets by purpose and network. */
export const rateLimits = ({ callsPerMinute, asksPerMinute }: Limits) => ({
  max: (request: FastifyRequest) => (purposeOf(request) === 'ask' ? asksPerMinute : callsPerMinute),
  timeWindow: 60_000,
  // an attacker with many addresses must not push others' counts out of the memory of 5,000 that is the default
  cache: 50_000,
  keyGenerator: (request: FastifyRequest) => `${purposeOf(request)} ${networkOf(request.ip)}`,
  errorResponseBuilder: (_request: FastifyRequest, context: { ttl: number }) =>
    new Refusal('too-many-calls', [], Math.ceil(context.ttl / 1000)),
})
