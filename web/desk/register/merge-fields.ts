import { deskRegister } from '../../messages/desk-register.ts'
import type { Resident, ResidentPage } from './register-types.ts'
import { doseWords, houseWords, identityWords, wishWords } from './register-words.ts'
import { residentWords } from './resident-words.ts'

/** A field of two people side by side, in words; `take` is what the merge calls it. */
export type MergeField = { take: string; left: string; right: string; differs: boolean }

type Told = (page: ResidentPage) => string

const inWords = (field: keyof typeof residentWords): [string, Told] => [
  field,
  ({ resident }) => residentWords[field](resident),
]

const told: readonly [field: string, told: Told][] = [
  ['name', ({ resident }) => resident.name ?? ''],
  ['identity', ({ resident }) => (resident.identity ? identityWords(resident) : '')],
  inWords('birthYear'),
  inWords('sex'),
  inWords('nationality'),
  inWords('phone'),
  ['household', ({ resident, household }) => `${houseWords(household)} ${villageOf(resident)}`],
  ['wish', ({ resident }) => (resident.wish ? wishWords(resident.wish) : '')],
  inWords('reasons'),
  inWords('tags'),
  ['noDoses', ({ resident }) => (resident.noDoses ? deskRegister.words.doses(0) : '')],
  inWords('infectedMonth'),
  inWords('nextVisitOn'),
  inWords('note'),
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
