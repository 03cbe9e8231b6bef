/**
 * A small world to tell stories in: the whole server on a database of its own, a clock that can be turned, and people
 * who sign in as everybody does, by the code sent to their phone. Only the SMS provider is played: it keeps what it gets.
 *
 *   test('a newcomer registers and waits', inWorld(async ({ as, later }) => {
 *     const newcomer = await as('newcomer')
 *     const { status, body } = await newcomer.call('POST /volunteers', { body: registration() })
 *     expect(status).toBe(201)                 // the body is typed by the contract
 *     await later({ minutes: 31 })             // turns the clock, then does what time brings
 *     const refused = await newcomer.call('GET /grants')
 *     expect(refused.code).toBe('not-allowed') // undefined when it was not refused
 *   }))
 *
 * as(…): 'stranger' is not signed in; 'newcomer' is, and nothing more; 'volunteer' is approved for 1206, 'coordinator'
 * answers for 12, 'districtCoordinator' for 1206, 'national' for the country; the same person each time in one world.
 * More people: stranger(), newcomer(), volunteerOf('1205'), coordinatorOf('10'). `send` calls any address with any body.
 * Nothing runs by itself: settle() does what is due (timers, map counts).
 */
import { v7 as uuidv7 } from 'uuid'
import type { HelpRequestInput } from '../contract/help-requests.ts'
import { firstAccountLink } from '../server/access/first-account.ts'
import { type Caller, createCaller } from './world/caller.ts'
import { type House, openHouse } from './world/house.ts'

export type { Answer, Caller } from './world/caller.ts'

/** A caller who has signed in. */
export type Person = Caller & { phone: string; name: string }
export type Volunteer = Person & { volunteerId: string }

export type World = Awaited<ReturnType<typeof openWorld>>

/** Makes a test of a story: opens a world, tells it, closes the world. */
export const inWorld = (story: (world: World) => Promise<void>, env?: Record<string, string>) => async () => {
  const world = await openWorld(env)
  try {
    await story(world)
  } finally {
    await world.close()
  }
}

/** For stories told in one world from `beforeAll` to `afterAll`; `env` is the server's environment. */
export async function openWorld(env?: Record<string, string>) {
  const house = await openHouse(env)
  const people = peopleOf(house)
  return {
    ...house,
    ...people,
    now: () => house.parts.clock(),
    /** turns the clock on and does what time brings */
    later: async ({ minutes = 0, hours = 0, days = 0 }: Later) => {
      house.turn((minutes + 60 * (hours + 24 * days)) * 60_000)
      await house.settle()
    },
  }
}
type Later = { minutes?: number; hours?: number; days?: number }

/** The people of a house; they need its server, its clock and its SMS provider only. */
export function peopleOf(house: Pick<House, 'app' | 'parts' | 'sms'>) {
  let count = 0
  let devices = 0
  const nextPhone = () => `080000${String(++count).padStart(4, '0')}`
  /** a device of its own, at an address of its own */
  const stranger = () => {
    devices++
    return createCaller(house.app, `10.0.${devices >> 8}.${devices & 255}`)
  }

  const signIn = async (phone: string, name: string): Promise<Person> => {
    const caller = stranger()
    await signInWith(caller, phone, house)
    return { ...caller, phone, name }
  }
  const newcomer = () => signIn(nextPhone(), `สมมติ คนที่${count}`)

  const makeNational = async () => {
    const person = await newcomer()
    const link = await firstAccountLink(house.parts.db, house.parts.clock(), '')
    const token = link?.split('#')[1] ?? ''
    must(await person.call('POST /first-account', { body: { token, name: person.name } }))
    return person
  }
  const coordinatorOf = async (...areas: string[]) => {
    const [granter, person] = [await as('national'), await newcomer()]
    const { phone, name } = person
    const body = { id: uuidv7(), role: 'coordinator', areas, phone, name } as const
    must(await granter.call('POST /grants', { body }))
    return person
  }
  const volunteerOf = async (...areas: string[]): Promise<Volunteer> => {
    const [approver, person] = [await as('national'), await newcomer()]
    const body = registration({ name: person.name, areas })
    must(await person.call('POST /volunteers', { body }))
    must(await approver.call('POST /volunteers/:id/approve', { params: { id: body.id } }))
    return { ...person, volunteerId: body.id }
  }

  const makers = {
    stranger: async () => stranger(),
    newcomer,
    volunteer: () => volunteerOf('1206'),
    coordinator: () => coordinatorOf('12'),
    districtCoordinator: () => coordinatorOf('1206'),
    national: makeNational,
  }
  type Makers = typeof makers
  const known = new Map<keyof Makers, Promise<unknown>>()
  const as = <Name extends keyof Makers>(name: Name): ReturnType<Makers[Name]> => {
    const person = known.get(name) ?? makers[name]()
    known.set(name, person)
    return person as ReturnType<Makers[Name]>
  }
  return { as, stranger, newcomer, coordinatorOf, volunteerOf, signIn, nextPhone }
}

/** Signs a device in with the code that was sent to the phone. */
export async function signInWith(caller: Caller, phone: string, { sms }: Pick<House, 'sms'>): Promise<void> {
  must(await caller.send('POST', '/api/auth/phone-number/send-otp', { phoneNumber: phone }))
  const code = sms.at(-1)?.code
  must(await caller.send('POST', '/api/auth/phone-number/verify', { phoneNumber: phone, code }))
}

/** Fails the test when a call of the preparations was refused. */
export function must<A extends { status: number; body: unknown }>(answer: A): A {
  if (answer.status >= 400) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
  return answer
}

/** A registration as a volunteer for อำเภอปากเกร็ด, changed as said. */
export function registration(changed: Partial<Registration> = {}): Registration {
  const name = 'อาสา ทดสอบ'
  return { id: uuidv7(), name, kinds: ['village-head'], areas: ['1206'], ...changed }
}
type Registration = {
  id: string
  name: string
  kinds: string[]
  areas: string[]
  affiliation?: string
  skills?: string[]
  vehicles?: string[]
  availability?: string
}

/** The least that must be said to ask for help, at a place in ตำบลปากเกร็ด, changed as said. */
export function helpRequest(changed: Partial<HelpRequestInput> = {}): HelpRequestInput {
  return {
    id: uuidv7(),
    needs: [{ kind: 'supplies' }],
    reporter: { phone: '0800009999' },
    place: { lon: 100.506, lat: 13.912, areaCode: '120601' },
    ...changed,
  }
}
