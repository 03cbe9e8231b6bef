import type { Resident, ResidentSet } from '../../contract/register.ts'
import { arabicDigits, christianYear } from '../../profiles/answers.ts'
import { type IdentityKind, readIdentity } from '../../profiles/identity.ts'
import { surveyPerson } from '../messages/survey-person.ts'

const oldest = 120

/** Name, papers and year of birth, as they are typed. A kept number is shown masked and told anew only when asked for. */
export class WhoForm {
  name = $state('')
  kind = $state<IdentityKind | null>(null)
  number = $state('')
  /** the number that is kept stays */
  keeps = $state(false)
  year = $state('')
  age = $state('')
  byAge = $state(false)
  readonly before: Resident | undefined
  readonly #thisYear: number
  readonly #anew: boolean

  /** `anew`: a number was refused, so the kept one is not offered */
  constructor(before: Resident | undefined, today: string, anew: boolean) {
    this.before = before
    this.#thisYear = Number(today.slice(0, 4))
    this.#anew = anew
    this.name = before?.name ?? ''
    this.kind = before?.identity?.kind ?? null
    this.keeps = !anew && before?.identity?.masked != null
    this.year = before?.birthYear == null ? '' : String(before.birthYear + 543)
  }

  get isPassport(): boolean {
    return this.kind === 'passport'
  }
  get typedDigits(): number {
    return arabicDigits(this.number).replace(/\D/g, '').length
  }
  get #read() {
    return this.kind && !this.keeps
      ? readIdentity(this.kind, this.kind === 'none' ? null : this.number)
      : null
  }
  /** what the number turns out to be, while it is typed */
  get verdict(): 'none' | 'typing' | 'right' | 'wrong' | 'other-kind' {
    const read = this.#read
    if (!read || this.number.trim() === '' || this.kind === 'none') return 'none'
    if ('identity' in read) return 'right'
    if (this.isPassport) return this.number.trim().length < 5 ? 'typing' : 'wrong'
    if (this.typedDigits < 13 && read.code === 'wrong-length') return 'typing'
    return read.code === 'wrong-first-digit' ? 'other-kind' : 'wrong'
  }

  /** ค.ศ.; null: not told; undefined: not a year */
  get birthYear(): number | null | undefined {
    const told = arabicDigits(this.byAge ? this.age : this.year).trim()
    if (told === '') return null
    if (!/^\d{1,4}$/.test(told)) return undefined
    const year = this.byAge ? this.#thisYear - Number(told) : christianYear(Number(told))
    return year > this.#thisYear || year < this.#thisYear - oldest ? undefined : year
  }
  get ageNow(): number | null {
    return this.birthYear == null ? null : this.#thisYear - this.birthYear
  }

  get nameError(): string {
    return this.name.trim() ? '' : surveyPerson.words.nameMissing
  }
  get numberError(): string {
    const { words } = surveyPerson
    if (this.verdict === 'other-kind') return words.numberKind
    if (this.verdict !== 'wrong' && this.verdict !== 'typing') return ''
    return this.isPassport ? words.passportWrong : words.numberWrong
  }
  get birthError(): string {
    const { words } = surveyPerson
    return this.birthYear === undefined ? (this.byAge ? words.ageWrong : words.yearWrong) : ''
  }
  get isWrong(): boolean {
    return Boolean(this.nameError || this.numberError || this.birthError)
  }

  get changed(): ResidentSet {
    const { before, birthYear, kind } = this
    const name = this.name.trim()
    const read = this.#read
    const identity = read && 'identity' in read ? read.identity : null
    const sameKind = kind === (before?.identity?.kind ?? null) && !identity?.number && !this.#anew
    return {
      ...(name !== before?.name && { name }),
      ...(birthYear !== undefined && birthYear !== (before?.birthYear ?? null) && { birthYear }),
      ...(kind && identity && !(sameKind && before?.identity?.masked == null) && { identity }),
    }
  }
}
