import type { Text } from '../../../profiles/profile.ts'
import { language } from '../../language.svelte.ts'
import { deskRegister } from '../../messages/desk-register.ts'
import { profile, say } from '../../profile.svelte.ts'
import { day } from '../../time.ts'
import type { Resident } from './register-types.ts'

/** The words of one of a list of the profile; the id itself when the profile no longer has it. */
function labelIn(list: readonly { id: string; label: Text }[], id: string): string {
  const found = list.find((one) => one.id === id)
  return found ? say(found.label) : id
}

/** Words by a key that comes from the server; the key itself when there are none. */
export const wordOf = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key

export const wishWords = (wish: string | null): string => wordOf(deskRegister.words.wish, wish ?? 'not-asked')

export const reasonWords = (id: string): string => labelIn(profile.now.register.reasons, id)
export const tagWords = (id: string): string => labelIn(profile.now.tags, id)
const brandWords = (id: string | null): string =>
  id ? labelIn(profile.now.register.brands, id) : deskRegister.words.brandUnknown
export const nationalityWords = (id: string): string => labelIn(profile.now.register.nationalities, id)

/** "1,204" */
export const count = (n: number): string => n.toLocaleString(language.now === 'th' ? 'th-TH' : 'en-GB')

export const nameWords = ({ name }: Pick<Resident, 'name'>): string => name ?? deskRegister.words.unnamed

/** A year of ค.ศ. as the language counts: พ.ศ. in Thai. */
export const yearWords = (year: number): string => String(language.now === 'th' ? year + 543 : year)

/** "เกิด 2534 อายุ 30 ปี"; '' when it is not known. */
export function bornWords({ birthYear }: Pick<Resident, 'birthYear'>, now: Date): string {
  if (birthYear === null) return ''
  const { born, age } = deskRegister.words
  return `${born(yearWords(birthYear))} ${age(now.getFullYear() - birthYear)}`
}

/** "บัตรประชาชนไทย 1-2345-xxxxx-x1-2" */
export function identityWords({ identity }: Pick<Resident, 'identity'>): string {
  if (identity === null) return deskRegister.words.nothing
  return [deskRegister.words.identity[identity.kind], identity.masked].filter(Boolean).join(' ')
}

/** "2 เข็ม", or that nobody has asked. */
export function dosesWords({ doses, noDoses }: Pick<Resident, 'doses' | 'noDoses'>): string {
  const known = Object.keys(doses).length
  return known > 0 || noDoses ? deskRegister.words.doses(known) : deskRegister.words.dosesNotAsked
}

export function doseWords({ brand, on, place }: Resident['doses'][string]): string {
  return [brandWords(brand), on ? day(on) : deskRegister.words.dayUnknown, place].filter(Boolean).join(' · ')
}

/** "บ้านเลขที่ 12/1", or what is known instead. */
export const houseWords = (house: { houseNo: string | null; landmark: string | null }): string =>
  [house.houseNo ? deskRegister.words.houseNo(house.houseNo) : deskRegister.words.noHouseNo, house.landmark]
    .filter(Boolean)
    .join(' ')

/** What a figure counts, in words. */
export function measureWords(measure: string): string {
  const [kind = '', id = ''] = measure.split(':')
  if (kind === 'wish') return wishWords(id)
  if (kind === 'reason') return reasonWords(id)
  if (kind === 'tag') return tagWords(id)
  const { overview } = deskRegister.words
  if (measure === 'doses:enough') return overview.enough
  return wordOf(
    {
      found: overview.found,
      visited: overview.visited,
      changed: overview.changed,
      appointed: overview.appointed,
      'doses:not-asked': overview['doses:not-asked'],
      'doses:none': overview['doses:none'],
      'doses:some': overview['doses:some'],
    },
    measure,
  )
}

/** The words of a field that came as text: ids of lists said in words, a field such as `doses/2` by its number. */
export function fieldWords(field: string): string {
  const [name = '', number] = field.split('/')
  if (name === 'doses' && number) return deskRegister.words.dose(number)
  return wordOf(deskRegister.words.fields, name)
}
