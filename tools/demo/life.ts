import { v7 as newId } from 'uuid'
import type { Profile } from '../../profiles/profile.ts'
import type { Chance } from './chance.ts'
import type { FacilityPeople } from './facility-people.ts'
import {
  helperNews,
  nameOf,
  needsAndTriage,
  note,
  type Province,
  phoneOf,
  placeIn,
  provinces,
  requesterNews,
} from './invented.ts'
import { type Person, personWith, Refused, type Where } from './person.ts'
import { FIRST_REQUESTER, type Helper } from './town.ts'

/** A case as its people remember it: enough to go on with it tomorrow. */
export type Remembered = {
  number: string
  followKey: string
  areaCode: string
  urgency: string
  status: string
  holder: string | null
}
/** A place kept at a facility for somebody on the way, by whom. */
export type Hold = { id: string; facility: string; person: Person }
/** Everybody and everything that goes on. `asked` counts the requesters there have been. */
export type Town = FacilityPeople & {
  where: Where
  profile: Profile
  chance: Chance
  helpers: readonly Helper[]
  cases: Remembered[]
  holds: Hold[]
  asked: number
}

const anyone = (town: Town): Person => personWith('', town.where)
const holderOf = (town: Town, { holder }: Remembered) =>
  town.helpers.find(({ person }) => person.phone === holder)

/** Somebody asks for help: mostly for themselves, sometimes for another, now and then a second time. */
export async function askForHelp(town: Town): Promise<Remembered> {
  const { chance, profile } = town
  const province: Province = chance.of(provinces)
  const forAnother = chance.percent(25)
  const again = chance.percent(3)
  const phone = phoneOf(FIRST_REQUESTER + (again ? Math.max(0, town.asked - 1) : town.asked++))
  const tags = chance.percent(35) ? [chance.some(profile.tags)?.id ?? ''] : []
  const phoneProof = chance.percent(4) ? await proofOf(phone, town.where) : null
  const asked = await anyone(town).call('POST /help-requests', {
    body: {
      phoneProof,
      ...{ id: newId(), ...needsAndTriage(profile, chance), place: placeIn(province, chance) },
      reporter: { phone, name: nameOf(chance), relation: forAnother ? 'family' : 'self' },
      ...(forAnother && { person: { name: nameOf(chance), birthYear: chance.between(2470, 2560) } }),
      people: { count: chance.between(1, 5), tags },
      ...(chance.percent(40) && { note: note(chance) }),
    },
  })
  const { number, followKey, areaCode, urgency } = asked
  const made = { number, followKey, areaCode, urgency, status: 'waiting', holder: null }
  town.cases.push(made)
  return made
}

/** Somebody with a free hand takes a waiting case of their area. */
export async function claimCase(town: Town, one: Remembered): Promise<void> {
  const able = town.helpers.filter(({ areas }) => areas.some((area) => one.areaCode.startsWith(area)))
  const free = able.filter(({ person }) => handsFull(town, person) < 3)
  const helper = town.chance.some(free)
  if (!helper) return
  await helper.person.signIn()
  await helper.person.call('POST /help-requests/:number/claim', { params: one })
  Object.assign(one, { status: 'claimed', holder: helper.person.phone })
  if (!town.chance.percent(20)) return
  const reason = town.chance.some(town.profile.revealReasons)?.label.th
  const body = { who: 'reporter', ...(reason !== undefined && { reason }) } as const
  await helper.person.call('POST /help-requests/:number/reveal-phone', { params: one, body })
}

const handsFull = (town: Town, { phone }: Person) =>
  town.cases.filter(
    ({ holder, status }) => holder === phone && (status === 'claimed' || status === 'helping'),
  ).length

/** Most skip the code; it never blocks a request. */
async function proofOf(phone: string, where: Where): Promise<string> {
  const person = personWith(phone, where)
  const { challengeId } = await person.call('POST /phone-codes', { body: { phone } })
  const code = where.codeSentTo(phone)
  const body = { params: { challengeId }, body: { code } }
  return (await person.call('POST /phone-codes/:challengeId/check', body)).phoneProof
}

/** A case that is worth a helper's while next: mostly the most urgent of those who wait, sometimes the longest. */
export function worthClaiming({ cases, chance }: Town): Remembered | undefined {
  const waiting = cases.filter(({ status }) => status === 'waiting')
  const urgent = ['red', 'yellow', 'green'].flatMap((level) =>
    waiting.filter(({ urgency }) => urgency === level),
  )
  return chance.some((chance.percent(65) ? urgent : waiting).slice(0, 30))
}

/** The next step of a case by whoever has it in hand; what was remembered wrong is read anew. */
export async function goOn(town: Town, one: Remembered): Promise<void> {
  try {
    if (one.status === 'waiting') await whileWaiting(town, one)
    else if (one.status === 'claimed') await onTheWay(town, one)
    else if (one.status === 'helping') await atTheHouse(town, one)
    else if (one.status === 'helped') await afterwards(town, one)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await lookAgain(town, one)
  }
}

/** Reads how a case stands, as its requester sees it. */
export async function lookAgain(town: Town, one: Remembered): Promise<void> {
  const { status } = await anyone(town).call('GET /follow/:followKey', { params: one })
  Object.assign(one, { status, holder: status === one.status ? one.holder : null })
}

async function whileWaiting(town: Town, one: Remembered): Promise<void> {
  const { chance, profile } = town
  if (chance.percent(96)) return claimCase(town, one)
  const requester = anyone(town)
  if (chance.percent(60)) {
    const body = { id: newId(), note: chance.of(requesterNews) }
    await requester.call('POST /follow/:followKey/news', { params: one, body })
    return
  }
  const reason = chance.some(profile.withdrawReasons)?.id
  await requester.call('POST /follow/:followKey/withdraw', { params: one, body: reason ? { reason } : {} })
  one.status = 'closed'
}

async function onTheWay(town: Town, one: Remembered): Promise<void> {
  const person = holderOf(town, one)?.person
  if (!person) return lookAgain(town, one)
  await person.signIn()
  const { chance } = town
  if (chance.percent(4)) {
    await person.call('POST /help-requests/:number/release', { params: one, body: {} })
    Object.assign(one, { status: 'waiting', holder: null })
  } else if (chance.percent(5)) {
    await person.call('POST /help-requests/:number/cannot-reach', { params: one, body: {} })
  } else if (chance.percent(10)) {
    const body = { etaMinutes: chance.between(5, 40) }
    await person.call('POST /help-requests/:number/on-the-way', { params: one, body })
  } else {
    await person.call('POST /help-requests/:number/arrive', { params: one })
    one.status = 'helping'
  }
}

async function atTheHouse(town: Town, one: Remembered): Promise<void> {
  const person = holderOf(town, one)?.person
  if (!person) return lookAgain(town, one)
  await person.signIn()
  const { chance, profile } = town
  if (chance.percent(10)) {
    const body = { note: chance.of(helperNews) }
    await person.call('POST /help-requests/:number/news', { params: one, body })
  } else if (chance.percent(6)) {
    const agency = chance.some(profile.referTo)?.label.th ?? ''
    await person.call('POST /help-requests/:number/refer', { params: one, body: { agency } })
    one.status = 'closed'
  } else {
    const result = chance.percent(85) ? profile.helpResults[0] : chance.some(profile.helpResults)
    const body = { results: [result?.id ?? ''] }
    await person.call('POST /help-requests/:number/helped', { params: one, body })
    one.status = 'helped'
  }
}

/** Most confirm in the end, some contest, some never answer: those the server closes by itself. */
async function afterwards(town: Town, one: Remembered): Promise<void> {
  const { chance } = town
  // one in ten never answers, always the same ones
  if (one.followKey.charCodeAt(10) % 10 === 0) return chance.percent(5) ? lookAgain(town, one) : undefined
  const contests = chance.percent(4)
  const key = contests ? 'POST /follow/:followKey/contest' : 'POST /follow/:followKey/confirm'
  await anyone(town).call(key, { params: one, body: {} })
  Object.assign(one, { status: contests ? 'waiting' : 'closed', holder: null })
}
