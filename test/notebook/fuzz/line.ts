import type { Mutation, Receipt } from '../../../contract/register.ts'
import { NoSignal, Refusal } from '../../../web/call.ts'
import type { Call } from '../../../web/survey/notebook/call.ts'
import type { Caller } from '../../world.ts'
import type { Chance } from './chance.ts'

/** A change the server acknowledged, of which device. */
export type Acknowledged = { device: string; mutation: Mutation; receipt: Receipt }
type Batch = { device: string; mutations: Mutation[] }

/**
 * A bad line between a phone and the server: loses requests and answers, sends twice, brings an old request once more. What the
 * server acknowledged is noted also when the phone never hears of it.
 */
export function badLine(caller: Caller, chance: Chance) {
  const acknowledged: Acknowledged[] = []
  const results: Receipt['result'][] = []
  const old: Batch[] = []
  const line = { lost: 0.15, answerLost: 0.15, twice: 0.1, good: false }
  const ask = async (key: string, input: unknown) => {
    const answer = await caller.call(key as never, input as never)
    if (answer.status >= 500) throw new Error(`${key} answered ${answer.status}`)
    if (answer.status >= 400)
      throw answer.code ? new Refusal(answer.status, answer.code, answer.errors) : new NoSignal()
    if (key === 'POST /register/sync') note((input as { body: Batch }).body, answer.body as never)
    return answer.body
  }
  const note = ({ device, mutations }: Batch, { receipts }: { receipts: Receipt[] }) => {
    for (const receipt of receipts) {
      results.push(receipt.result)
      const mutation = mutations.find(({ id }) => id === receipt.mutation)
      if (mutation && (receipt.result === 'done' || receipt.result === 'conflict'))
        acknowledged.push({ device, mutation, receipt })
    }
  }
  const call = async (key: string, input: unknown) => {
    if (line.good) return ask(key, input)
    if (chance.is(line.lost)) throw new NoSignal()
    if (key === 'POST /register/sync') old.push((input as { body: Batch }).body)
    const [answer] = await Promise.all([
      ask(key, input),
      chance.is(line.twice) ? ask(key, input).catch(() => undefined) : undefined,
    ])
    if (chance.is(line.answerLost)) throw new NoSignal()
    return answer
  }
  return {
    call: call as Call,
    acknowledged,
    results,
    /** from here on nothing is lost */
    mend: () => {
      line.good = true
    },
    /** a request that was on its way for long arrives once more */
    repeatOld: async () => {
      const body = chance.someOf(old)
      if (body) await ask('POST /register/sync', { body }).catch(() => undefined)
    },
  }
}
export type Line = ReturnType<typeof badLine>
