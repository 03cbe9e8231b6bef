import type { Profile } from '../../../profiles/profile.ts'
import { type Choice, optionChoices, yesNoWords } from '../../imports/questions.ts'
import { exactnessWords, kindChoices, stateWords } from './import-words.ts'

/** The choices of each field that has any. */
export function facilityChoices(profile: Profile): (field: string) => readonly Choice[] | undefined {
  const own = profile.facilityKinds.flatMap(({ fields }) =>
    fields.map((field): [string, readonly Choice[] | undefined] => {
      if (field.type === 'choices') return [field.id, optionChoices(field.options)]
      return [field.id, field.type === 'yes-no' ? yesNoWords : undefined]
    }),
  )
  const known = new Map<string, readonly Choice[] | undefined>([
    ...own,
    ['kind', kindChoices(profile.facilityKinds)],
    ['state', stateWords],
    ['exactness', exactnessWords],
    ['admits', optionChoices(profile.facilityAdmits)],
  ])
  return (field) => known.get(field)
}
