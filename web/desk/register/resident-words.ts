import { deskRegister } from '../../messages/desk-register.ts'
import { phoneWords } from '../../phone-number.ts'
import { day } from '../../time.ts'
import type { Resident } from './register-types.ts'
import { nationalityWords, reasonWords, tagWords, wordOf, yearWords } from './register-words.ts'

const inWords = <T>(value: T | null, say: (value: T) => string): string => (value === null ? '' : say(value))
const list = (ids: readonly string[], say: (id: string) => string): string => ids.map(say).join(' · ')

/** What a person has told, by field, in the words of the page; '' where nothing was told. */
export const residentWords = {
  birthYear: ({ birthYear }) => inWords(birthYear, yearWords),
  sex: ({ sex }) => inWords(sex, (told) => wordOf(deskRegister.words.sex, told)),
  nationality: ({ nationality }) => inWords(nationality, nationalityWords),
  phone: ({ phone }) => inWords(phone, phoneWords),
  reasons: ({ reasons }) => list(reasons, reasonWords),
  tags: ({ tags }) => list(tags, tagWords),
  infectedMonth: ({ infectedMonth }) => infectedMonth ?? '',
  nextVisitOn: ({ nextVisitOn }) => inWords(nextVisitOn, day),
  note: ({ note }) => note ?? '',
} satisfies Partial<Record<keyof Resident, (resident: Resident) => string>>
