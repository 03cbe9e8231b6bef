import type { Profile } from '../../../profiles/profile.ts'
import { type Choice, optionChoices, yesNoWords } from '../../imports/questions.ts'
import { tagChoices } from './import-fields.ts'
import { identityKindWords, sexWords, wishWords } from './import-words.ts'

/** The choices of each field that has any. */
export function residentChoices(profile: Profile): (field: string) => readonly Choice[] | undefined {
  const { register } = profile
  const brands = optionChoices(register.brands)
  const known: Record<string, readonly Choice[]> = {
    ...{ sex: sexWords, wish: wishWords, 'identity-kind': identityKindWords },
    nationality: optionChoices(register.nationalities),
    reasons: optionChoices(register.reasons),
    tags: optionChoices(tagChoices(profile)),
    'last-dose-brand': brands,
  }
  return (field) => {
    if (field.startsWith('tag-')) return yesNoWords
    return /^dose-\d+-brand$/.test(field) ? brands : known[field]
  }
}
