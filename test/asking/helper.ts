import type { Caller } from '../world.ts'

type Case = { number: string }
type News = { chip?: string; note?: string }

/** What a helper does with a case, each as an answer that may be a refusal. */
export const claim = (who: Caller, { number }: Case) =>
  who.call('POST /help-requests/:number/claim', { params: { number } })
export const look = (who: Caller, { number }: Case) =>
  who.call('GET /help-requests/:number', { params: { number } })
export const reveal = (who: Caller, { number }: Case, reason = 'โทรนัดก่อนไป') =>
  who.call('POST /help-requests/:number/reveal-phone', {
    params: { number },
    body: { who: 'reporter', reason },
  })
export const tellNews = (who: Caller, { number }: Case, body: News = { chip: 'helping' }) =>
  who.call('POST /help-requests/:number/news', { params: { number }, body })
export const sayHelped = (who: Caller, { number }: Case, results = ['received'], note?: string) =>
  who.call('POST /help-requests/:number/helped', {
    ...{ params: { number }, body: { results, ...(note !== undefined && { note }) } },
  })

type Step = 'on-the-way' | 'arrive' | 'cannot-reach' | 'hand-over' | 'release'
export const take = (who: Caller, step: Step, { number }: Case) =>
  who.call(`POST /help-requests/:number/${step}`, { params: { number }, body: {} })

/** The numbers of the open cases of a person's own areas, in the order of the queue. */
export const queue = async (who: Caller): Promise<string[]> =>
  (await who.call('GET /help-requests', { query: { status: 'waiting' } })).body.items.map(
    ({ number }) => number,
  )
