import { type Caller, must, type Volunteer } from '../test/world.ts'
import type { BrowserWorld } from './world.ts'

export type State = 'waiting' | 'claimed' | 'helping' | 'helped' | 'closed'
export type Asked = Awaited<ReturnType<BrowserWorld['asked']>>

/** One case in each state, held by the volunteer where somebody holds it. */
export async function casesInEveryState(
  world: BrowserWorld,
  volunteer: Volunteer,
): Promise<Record<State, Asked>> {
  const requester = world.stranger()
  const upTo = async (digit: number, ...steps: Step[]) => {
    const asked = await world.asked({ reporter: { phone: `081000000${digit}` } })
    for (const step of steps) await ways[step](asked, { volunteer, requester })
    return asked
  }
  return {
    waiting: await upTo(1),
    claimed: await upTo(2, 'claim'),
    helping: await upTo(3, 'claim', 'arrive'),
    helped: await upTo(4, 'claim', 'arrive', 'helped'),
    closed: await upTo(5, 'claim', 'arrive', 'helped', 'confirm'),
  }
}

type Step = keyof typeof ways
type People = { volunteer: Volunteer; requester: Caller }

const ways = {
  claim: async ({ number }: Asked, { volunteer }: People) =>
    must(await volunteer.call('POST /help-requests/:number/claim', { params: { number } })),
  arrive: async ({ number }: Asked, { volunteer }: People) =>
    must(await volunteer.call('POST /help-requests/:number/arrive', { params: { number } })),
  helped: async ({ number }: Asked, { volunteer }: People) =>
    must(
      await volunteer.call('POST /help-requests/:number/helped', {
        params: { number },
        body: { results: ['done'] },
      }),
    ),
  confirm: async ({ followPage }: Asked, { requester }: People) =>
    must(
      await requester.call('POST /follow/:followKey/confirm', {
        params: { followKey: followPage.split('#')[1] ?? '' },
      }),
    ),
}
