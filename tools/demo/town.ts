import { v7 as newId } from 'uuid'
import { appointKeepers } from './facility-people.ts'
import { nameOf, type Province, phoneOf, provinces } from './invented.ts'
import type { Town } from './life.ts'
import { together } from './past.ts'
import { type Person, personWith, type Where } from './person.ts'
import { roles } from './roles.ts'

const HELPERS_PER_PROVINCE = 20
const PENDING_PER_PROVINCE = 4
/** Requesters' numbers follow after those of everybody who has an account. */
export const FIRST_REQUESTER = 1000

export type Helper = { person: Person; province: Province; areas: string[] }
type Wanted = { person: Person; areas: string[] }

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

type Founding = { town: Town; firstAccountToken: string }

/** Puts everybody in their place: the first national person, coordinators, volunteers who wait and who are approved. */
export async function foundTown({ town, firstAccountToken }: Founding): Promise<void> {
  const { where, chance } = town
  const national = personWith(roles.national.phone, where)
  await national.signIn()
  const body = { token: firstAccountToken, name: nameOf(chance) }
  await national.call('POST /first-account', { body })
  const appoint = async (person: Person, areas: string[]) => {
    const grant = {
      id: newId(),
      role: 'coordinator',
      name: nameOf(chance),
      phone: person.phone,
      areas,
    } as const
    await national.call('POST /grants', { body: grant })
    await person.signIn()
  }
  await appoint(personWith(roles['district-coordinator'].phone, where), [districts['12']])
  for (const [i, province] of provinces.entries()) {
    await appoint(town.coordinators[province], [province])
    if (i > 0) await appoint(personWith(phoneOf(20 + i), where), [districts[province]])
  }
  await appointKeepers(town, chance)
  await together([
    ...town.helpers.map((helper) => async () => {
      const id = await register(helper, town)
      await national.call('POST /volunteers/:id/approve', { params: { id } })
    }),
    ...pendingOf(where).map((wanted) => () => register(wanted, town)),
  ])
}

const pendingOf = (where: Where): Wanted[] =>
  provinces.flatMap((province, i) =>
    Array.from({ length: PENDING_PER_PROVINCE }, (_, nth) => {
      const phone = i === 0 && nth === 0 ? roles['pending-volunteer'].phone : phoneOf(500 + 10 * i + nth)
      return { person: personWith(phone, where), areas: [nth % 2 === 0 ? districts[province] : province] }
    }),
  )

async function register({ person, areas }: Wanted, { profile, chance }: Town): Promise<string> {
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
