import { v7 as newId } from 'uuid'
import type { Chance } from './chance.ts'
import { nameOf, type Province, phoneOf, provinces } from './invented.ts'
import { type Agency, agencies } from './invented-facility.ts'
import { type Person, personWith, type Where } from './person.ts'
import { roles } from './roles.ts'

export type Keeper = { person: Person; province: Province; agency: Agency }
/** Who keeps the facilities of the town; coordinators put most of them on the map. */
export type FacilityPeople = {
  coordinators: Record<Province, Person>
  keepers: readonly Keeper[]
  /** people without any office who know of a place */
  newcomers: readonly { person: Person; province: Province }[]
}

const NEWCOMERS_PER_PROVINCE = 3

/** The people by their numbers; the visitor's keeper is the first, of the first agency. */
export function facilityPeopleOf(where: Where): FacilityPeople {
  const at = (nth: number) => personWith(phoneOf(nth), where)
  return {
    coordinators: {
      '12': personWith(roles['province-coordinator'].phone, where),
      '50': at(10),
      '90': at(11),
    },
    keepers: provinces.flatMap((province, i) =>
      agencies.map((agency, j): Keeper => {
        const visitors = i === 0 && j === 0
        const phone = visitors ? roles['facility-keeper'].phone : phoneOf(40 + 10 * i + j)
        return { person: personWith(phone, where), province, agency }
      }),
    ),
    newcomers: provinces.flatMap((province, i) =>
      Array.from({ length: NEWCOMERS_PER_PROVINCE }, (_, nth) => ({
        province,
        person: at(600 + 10 * i + nth),
      })),
    ),
  }
}

/** Each agency gets its keeper, who takes the office by signing in. */
export async function appointKeepers(
  { coordinators, keepers }: FacilityPeople,
  chance: Chance,
): Promise<void> {
  const appoint = async ({ person, province, agency }: Keeper) => {
    const body = { id: newId(), agency, phone: person.phone, name: nameOf(chance) }
    await coordinators[province].call('POST /keepers', { body })
    await person.signIn()
  }
  await Promise.all(keepers.map(appoint))
}
