import type { Reply } from '../call.ts'
import type { HelperCase } from './kept-cases.ts'

type Summary = Reply<'GET /help-requests/mine'>['items'][number]

/** A case I hold as a row of a list, for when only the kept case can be read. */
export const summaryOf = (one: HelperCase): Summary => ({
  number: one.number,
  status: one.status,
  outcome: one.outcome,
  onTheWay: one.onTheWay,
  urgency: one.urgency,
  urgencyReasons: one.urgencyReasons,
  needs: one.needs.map(({ kind }) => kind),
  askedAt: one.askedAt,
  waitingSince: one.waitingSince,
  statusAt: one.holder?.since ?? one.waitingSince,
  peopleCount: one.people.count,
  tags: one.people.tags,
  areaCode: one.areaCode,
  lon: one.place.lon,
  lat: one.place.lat,
  distanceMetres: null,
  forSomeoneElse: one.relation !== null && one.relation !== 'self',
  phoneVerified: one.phoneVerified,
  attention: one.attention,
  toldLevel: one.promise.toldLevels.at(-1)?.level ?? null,
  holderCode: one.holder?.code ?? null,
  leaseUntil: one.leaseUntil,
  burst: null,
  group: null,
})
