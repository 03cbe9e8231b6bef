import { call, type Input, type Reply } from '../call.ts'

type Steps = {
  claim: 'POST /help-requests/:number/claim'
  'on-the-way': 'POST /help-requests/:number/on-the-way'
  arrive: 'POST /help-requests/:number/arrive'
  news: 'POST /help-requests/:number/news'
  'cannot-reach': 'POST /help-requests/:number/cannot-reach'
  'hand-over': 'POST /help-requests/:number/hand-over'
  release: 'POST /help-requests/:number/release'
  refer: 'POST /help-requests/:number/refer'
  helped: 'POST /help-requests/:number/helped'
}
/** The steps of a helper, as the paths and `may` name them. */
export type StepWord = keyof Steps
type Body<K> = K extends { body?: infer B } ? NonNullable<B> : never
export type StepBodies = { [W in StepWord]: Body<Input<Steps[W]>> }
type Case = Reply<'GET /help-requests/:number'>

const steps: { [W in StepWord]: (number: string, body: StepBodies[W]) => Promise<Case> } = {
  claim: (number, body) => call('POST /help-requests/:number/claim', { params: { number }, body }),
  'on-the-way': (number, body) =>
    call('POST /help-requests/:number/on-the-way', { params: { number }, body }),
  arrive: (number, body) => call('POST /help-requests/:number/arrive', { params: { number }, body }),
  news: (number, body) => call('POST /help-requests/:number/news', { params: { number }, body }),
  'cannot-reach': (number, body) =>
    call('POST /help-requests/:number/cannot-reach', { params: { number }, body }),
  'hand-over': (number, body) => call('POST /help-requests/:number/hand-over', { params: { number }, body }),
  release: (number, body) => call('POST /help-requests/:number/release', { params: { number }, body }),
  refer: (number, body) => call('POST /help-requests/:number/refer', { params: { number }, body }),
  helped: (number, body) => call('POST /help-requests/:number/helped', { params: { number }, body }),
}

/** Takes a case one step further; answers the case after it. */
export const caseStep = <W extends StepWord>(word: W, number: string, body: StepBodies[W]): Promise<Case> =>
  steps[word](number, body)

export const readCase = (number: string): Promise<Case> =>
  call('GET /help-requests/:number', { params: { number } })
