import type { Static } from 'typebox'
import type { changeMyVolunteer } from '../../contract/volunteers.ts'
import { type Profile, parseAffiliation } from '../../profiles/profile.ts'
import { areaProblems } from '../areas/questions.ts'
import { refuse } from '../platform/problem.ts'
import { scrub } from '../platform/scrub.ts'

/** What a person may say of themselves as a volunteer; on a change, only what changes. */
export type RegistrationInput = Static<(typeof changeMyVolunteer)['body']>

/** Reads a registration, or a change of one, against the profile and the areas. Throws a refusal that names the fields. */
export function readRegistration(input: RegistrationInput, profile: Profile) {
  refuseUnknown(input, profile)
  const { name, kinds, skills, vehicles, availability, affiliation } = input
  return {
    ...(name !== undefined && { name: scrub(name) }),
    ...(kinds !== undefined && { kinds }),
    ...(skills !== undefined && { skills }),
    ...(vehicles !== undefined && { vehicles }),
    ...(availability !== undefined && { availability }),
    ...(affiliation !== undefined && parseAffiliation(profile, scrub(affiliation))),
  }
}

function refuseUnknown(input: RegistrationInput, profile: Profile): void {
  const lists: [string, readonly string[] | undefined, readonly { id: string }[]][] = [
    ['/kinds', input.kinds, profile.volunteerKinds],
    ['/skills', input.skills, profile.skills],
    ['/vehicles', input.vehicles, profile.vehicles],
  ]
  const errors = lists.flatMap(([path, given = [], known]) =>
    given.flatMap((id, i) =>
      known.some((one) => one.id === id) ? [] : [{ path: `${path}/${i}`, code: 'unknown-value' }],
    ),
  )
  const unknownAreas = areaProblems('/areas', input.areas ?? [])
  if (errors.length > 0) refuse('invalid-input', [...errors, ...unknownAreas])
  if (unknownAreas.length > 0) refuse('area-unknown', unknownAreas)
}
