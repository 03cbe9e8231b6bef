import { v7 as newId } from 'uuid'
import type { Profile } from '../../profiles/profile.ts'
import type { Chance } from './chance.ts'
import { nameOf, type Province, phoneOf, provinces } from './invented.ts'
import { type Person, personWith, type Where } from './person.ts'

/** Who a visitor may look over the shoulder of: the word of the sign-in link, where it leads, and the phone. */
export const roles = {
  volunteer: { page: '/help', phone: phoneOf(1) },
  'pending-volunteer': { page: '/help', phone: phoneOf(2) },
  'district-coordinator': { page: '/desk', phone: phoneOf(3) },
  'province-coordinator': { page: '/desk', phone: phoneOf(4) },
  national: { page: '/desk', phone: phoneOf(5) },
} as const
export type Role = keyof typeof roles

const HELPERS_PER_PROVINCE = 20
const PENDING_PER_PROVINCE = 4
/** Requesters' numbers follow after those of everybody who has an account. */
export const FIRST_REQUESTER = 1000

export type Helper = { person: Person; province: Province; areas: string[] }
type Wanted = { phone: string; areas: string[]; pending?: boolean }

/** อำเภอปากเกร็ด, เมืองเชียงใหม่, หาดใหญ่: each has a coordinator of its own. */
const districts: Record<Province, string> = { '12': '1206', '50': '5001', '90': '9011' }

/** The volunteers of the town, by their numbers; the visitor's own is the first. */
export function helpersOf(where: Where): Helper[] {
  return provinces.flatMap((province, i) =>
    Array.from({ length: HELPERS_PER_PROVINCE }, (_, nth): Helper => {
      const phone = i === 0 && nth === 0 ? roles.volunteer.phone : phoneOf(100 * (i + 1) + nth)
      return {
        person: personWith(phone, where),
        province,
        areas: [nth % 4 === 0 ? districts[province] : province],
      }
    }),
  )
}

type Founding = { where: Where; profile: Profile; chance: Chance; firstAccountToken: string }

/** Puts everybody in their place: the first national person, coordinators, volunteers who wait and who are approved. */
export async function foundTown({ where, profile, chance, firstAccountToken }: Founding): Promise<void> {
  const national = personWith(roles.national.phone, where)
  await national.signIn()
  const body = { token: firstAccountToken, name: nameOf(chance) }
  await national.call('POST /first-account', { body })
  const appoint = async (phone: string, areas: string[]) => {
    const grant = { id: newId(), role: 'coordinator', name: nameOf(chance), phone, areas } as const
    await national.call('POST /grants', { body: grant })
    await personWith(phone, where).signIn()
  }
  await appoint(roles['district-coordinator'].phone, [districts['12']])
  await appoint(roles['province-coordinator'].phone, ['12'])
  for (const [i, province] of provinces.slice(1).entries()) {
    await appoint(phoneOf(10 + i), [province])
    await appoint(phoneOf(20 + i), [districts[province]])
  }
  for (const { person, areas } of helpersOf(where)) {
    const id = await register({ phone: person.phone, areas }, { where, profile, chance })
    await national.call('POST /volunteers/:id/approve', { params: { id } })
  }
  for (const wanted of pendingOf()) await register(wanted, { where, profile, chance })
}

const pendingOf = (): Wanted[] =>
  provinces.flatMap((province, i) =>
    Array.from({ length: PENDING_PER_PROVINCE }, (_, nth) => ({
      phone: i === 0 && nth === 0 ? roles['pending-volunteer'].phone : phoneOf(500 + 10 * i + nth),
      areas: [nth % 2 === 0 ? districts[province] : province],
    })),
  )

async function register(
  { phone, areas }: Wanted,
  { where, profile, chance }: Omit<Founding, 'firstAccountToken'>,
) {
  const person = personWith(phone, where)
  await person.signIn()
  const kind = chance.some(profile.volunteerKinds)
  const [programme] = profile.affiliationProgrammes
  const said = programme && kind?.dataVolunteer ? { affiliation: `กลุ่มสมมติรักถิ่น (${programme.tag})` } : {}
  const able = [chance.some(profile.skills), chance.some(profile.skills)].filter(
    (skill) => skill !== undefined,
  )
  const body = { id: newId(), name: nameOf(chance), kinds: [kind?.id ?? ''], areas, ...said }
  await person.call('POST /volunteers', {
    body: {
      ...body,
      skills: [...new Set(able.map(({ id }) => id))],
      vehicles: [chance.some(profile.vehicles)?.id ?? ''],
    },
  })
  return body.id
}
