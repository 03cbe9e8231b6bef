import { deskRegister } from '../../messages/desk-register.ts'
import { day } from '../../time.ts'
import { nationalityWords, reasonWords, tagWords, wishWords, wordOf, yearWords } from './register-words.ts'

type Say = (value: string) => string

const each =
  (say: Say): Say =>
  (value) =>
    value
      .split(/,\s*/)
      .map((one) => say(one))
      .join(' · ')

/** How the text of a field, as the server tells it, is said in the words of the page. */
const sayings: Readonly<Record<string, Say>> = {
  wish: wishWords,
  wishBefore: wishWords,
  wishAfter: wishWords,
  reasons: each(reasonWords),
  tags: each(tagWords),
  nationality: nationalityWords,
  sex: (value) => wordOf(deskRegister.words.sex, value),
  way: (value) => wordOf(deskRegister.words.way, value),
  birthYear: (value) => (/^\d{4}$/.test(value) ? yearWords(Number(value)) : value),
  nextVisitOn: (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value),
}

/** A value of a field in words; “nothing” where there was none. */
export function valueWords(field: string, value: string): string {
  if (value === '') return deskRegister.words.nothing
  const say = sayings[field.split('/')[0] ?? '']
  return say ? say(value) : value
}

/** "อาสา 0142", or the system where nobody did it. */
export const byWords = (by: string | null): string =>
  by ? (/^\d+$/.test(by) ? deskRegister.words.volunteer(by) : by) : deskRegister.words.system
