import { deskRegister } from '../../messages/desk-register.ts'
import { phoneWords } from '../../phone-number.ts'
import { day } from '../../time.ts'
import type { Resident, ResidentPage } from './register-types.ts'
import {
  doseWords,
  houseWords,
  identityWords,
  nationalityWords,
  reasonWords,
  tagWords,
  wishWords,
  wordOf,
  yearWords,
} from './register-words.ts'

/** A field of two people side by side, in words; `take` is what the merge calls it. */
export type MergeField = { take: string; left: string; right: string; differs: boolean }

type Told = (page: ResidentPage) => string

const list = (ids: readonly string[], say: (id: string) => string) => ids.map(say).join(' · ')

const told: readonly [field: string, told: Told][] = [
  ['name', ({ resident }) => resident.name ?? ''],
  ['identity', ({ resident }) => (resident.identity ? identityWords(resident) : '')],
  ['birthYear', ({ resident }) => (resident.birthYear === null ? '' : yearWords(resident.birthYear))],
  ['sex', ({ resident }) => (resident.sex ? wordOf(deskRegister.words.sex, resident.sex) : '')],
  ['nationality', ({ resident }) => (resident.nationality ? nationalityWords(resident.nationality) : '')],
  ['phone', ({ resident }) => (resident.phone ? phoneWords(resident.phone) : '')],
  ['household', ({ resident, household }) => `${houseWords(household)} ${villageOf(resident)}`],
  ['wish', ({ resident }) => (resident.wish ? wishWords(resident.wish) : '')],
  ['reasons', ({ resident }) => list(resident.reasons, reasonWords)],
  ['tags', ({ resident }) => list(resident.tags, tagWords)],
  ['infectedMonth', ({ resident }) => resident.infectedMonth ?? ''],
  ['nextVisitOn', ({ resident }) => (resident.nextVisitOn ? day(resident.nextVisitOn) : '')],
  ['note', ({ resident }) => resident.note ?? ''],
]

const villageOf = ({ area }: Resident) =>
  area.length === 8 ? deskRegister.words.village(Number(area.slice(6))) : ''

/** The numbers of the doses either has, each a field of its own. */
const doseFields = (left: ResidentPage, right: ResidentPage): [string, Told][] =>
  [...new Set([...Object.keys(left.resident.doses), ...Object.keys(right.resident.doses)])]
    .toSorted()
    .map((number) => [
      `doses/${number}`,
      ({ resident }) => {
        const dose = resident.doses[number]
        return dose ? doseWords(dose) : ''
      },
    ])

/** The fields of two people, those that differ first; what neither has told is left out. */
export function mergeFields(left: ResidentPage, right: ResidentPage): MergeField[] {
  const fields = [...told, ...doseFields(left, right)].map(([take, say]) => {
    const values = { left: say(left), right: say(right) }
    return { take, ...values, differs: values.left !== values.right }
  })
  const known = fields.filter((field) => field.left !== '' || field.right !== '')
  return known.toSorted((a, b) => Number(b.differs) - Number(a.differs))
}

/** What is taken from the other unless somebody chooses: what only the other has told. */
export const takenAtFirst = (fields: readonly MergeField[]): Set<string> =>
  new Set(fields.filter(({ left, right }) => left === '' && right !== '').map(({ take }) => take))
