import type { Resident, ResidentSet } from '../../contract/register.ts'
import { surveyPerson } from '../messages/survey-person.ts'
import { dialled, phoneFault } from '../phone-number.ts'

type Sex = 'female' | 'male' | 'other'
const isSex = (told: string | null): told is Sex => told === 'female' || told === 'male' || told === 'other'
const same = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join()

/** Sex, nationality, phone, group and a note, as they are told. */
export class AboutForm {
  sex = $state<Sex | ''>('')
  nationality = $state('')
  phone = $state('')
  tags = $state.raw<string[]>([])
  note = $state('')
  readonly before: Resident | undefined

  constructor(before: Resident | undefined) {
    this.before = before
    this.sex = before && isSex(before.sex) ? before.sex : ''
    this.nationality = before?.nationality ?? (before?.identity?.kind === 'thai' ? 'TH' : '')
    this.phone = before?.phone ?? ''
    this.tags = before?.tags ?? []
    this.note = before?.note ?? ''
  }

  /** Groups of an age follow from the birth year: they are asked only where it is not known. */
  get ageKnown(): boolean {
    return this.before !== undefined && this.before.birthYear !== null
  }

  get phoneError(): string {
    const { words } = surveyPerson
    if (!this.phone.trim()) return ''
    const fault = phoneFault(this.phone)
    if (fault === 'none') return ''
    return fault === 'unknown' ? words.phoneWrong : words.phoneDigits(fault.digits)
  }
  get isWrong(): boolean {
    return this.phoneError !== ''
  }

  get changed(): ResidentSet {
    const { before, tags } = this
    const phone = this.phone.trim() ? this.phone.trim() : null
    const samePhone = dialled(phone ?? '') === dialled(before?.phone ?? '')
    const note = this.note.trim() || null
    return {
      ...((this.sex || null) !== (before?.sex ?? null) && { sex: this.sex || null }),
      ...((this.nationality || null) !== (before?.nationality ?? null) && {
        nationality: this.nationality || null,
      }),
      ...(!samePhone && { phone: phone && dialled(phone) }),
      ...(!same(tags, before?.tags ?? []) && { tags }),
      ...(note !== (before?.note ?? null) && { note }),
    }
  }
}
