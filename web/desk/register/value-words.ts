import { common } from '../../messages/common.ts'
import { deskRegister } from '../../messages/desk-register.ts'
import { deskRegisterPerson } from '../../messages/desk-register-person.ts'
import { phoneWords } from '../../phone-number.ts'
import { day } from '../../time.ts'
import {
  doseWords,
  nationalityWords,
  reasonWords,
  tagWords,
  wishWords,
  wordOf,
  yearWords,
} from './register-words.ts'

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
  phone: phoneWords,
  household: () => deskRegisterPerson.words.page.otherHouse,
  birthYear: (value) => (/^\d{4}$/.test(value) ? yearWords(Number(value)) : value),
  nextVisitOn: (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value),
  noDoses: (value) => (value === 'true' ? deskRegister.words.doses(0) : value),
  doses: (value) => inObject(value, ({ brand, on, place }) => doseWords({ brand, on, place })),
  gone: (value) => inObject(value, ({ how }) => wordOf(deskRegister.words.gone, how ?? '')),
  identity: (value) =>
    inObject(value, ({ kind, masked }) =>
      [wordOf(deskRegister.words.identity, kind ?? ''), masked].filter(Boolean).join(' '),
    ),
  notice: (value) => inObject(value, ({ readAt }) => (readAt ? day(readAt) : value)),
}

type Told = Record<'brand' | 'on' | 'place' | 'how' | 'kind' | 'masked' | 'readAt', string | null>

/** Values of several parts come as JSON; what is none is said as it is. */
function inObject(value: string, say: (told: Told) => string): string {
  try {
    const told: unknown = JSON.parse(value)
    if (typeof told !== 'object' || told === null) return value
    const parts = new Map(Object.entries(told))
    const part = (name: string) => {
      const found: unknown = parts.get(name)
      return typeof found === 'string' ? found : null
    }
    return say({
      ...{ brand: part('brand'), on: part('on'), place: part('place'), how: part('how') },
      ...{ kind: part('kind'), masked: part('masked') ?? part('number'), readAt: part('readAt') },
    })
  } catch {
    return value
  }
}

/** A value of a field in words; “nothing” where there was none. */
export function valueWords(field: string, value: string): string {
  if (value === '') return deskRegister.words.nothing
  const say = sayings[field.split('/')[0] ?? '']
  return say ? say(value) : value
}

/** What was done to a record, in words; how help ended is told by its outcome. */
export function actionWords(action: string): string {
  const { actions, helpEnded } = deskRegisterPerson.words.page
  const outcome = /^help-(.+)$/.exec(action)?.[1]
  if (!outcome || outcome === 'asked') return wordOf(actions, action)
  return helpEnded(wordOf(common.words.outcome, outcome))
}

/** "อาสา 0142", or the system where nobody did it. */
export const byWords = (by: string | null): string =>
  by ? (/^\d+$/.test(by) ? deskRegister.words.volunteer(by) : by) : deskRegister.words.system
