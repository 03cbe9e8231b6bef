import { v7 as newId } from 'uuid'
import { nameOf, type Province, phoneOf } from './invented.ts'
import type { Town } from './life.ts'
import { type Person, personWith, type Where } from './person.ts'
import { roles } from './roles.ts'

/** Somebody who goes from house to house, with the phone that keeps their part of the register. */
export type Surveyor = {
  person: Person
  province: Province
  district: string
  device: string
  /** changes this phone has counted */
  told: number
}

/** Two in อำเภอปากเกร็ด, of whom the first is the visitor's; one each in เมืองเชียงใหม่ and หาดใหญ่. */
export function surveyorsOf(where: Where): Surveyor[] {
  const of = (phone: string, province: Province, district: string): Surveyor => ({
    ...{ person: personWith(phone, where), province, district, device: newId(), told: 0 },
  })
  return [
    of(roles['data-volunteer'].phone, '12', '1206'),
    of(phoneOf(700), '12', '1206'),
    of(phoneOf(701), '50', '5001'),
    of(phoneOf(702), '90', '9011'),
  ]
}

/** They register as village health volunteers, and the coordinator of the province approves them. */
export async function appointSurveyors(surveyors: readonly Surveyor[], town: Town): Promise<void> {
  const kind = town.profile.volunteerKinds.find(
    ({ id, dataVolunteer }) => dataVolunteer && id.includes('health'),
  )
  for (const { person, province, district } of surveyors) {
    await person.signIn()
    const body = { id: newId(), name: nameOf(town.chance), kinds: [kind?.id ?? ''], areas: [district] }
    await person.call('POST /volunteers', { body })
    await town.coordinators[province].call('POST /volunteers/:id/approve', { params: body })
  }
}
