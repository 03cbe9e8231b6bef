import type { Household, HouseholdSet } from '../../contract/register.ts'
import { arabicDigits } from '../../profiles/answers.ts'
import { survey } from '../messages/survey.ts'

type Point = [number, number]
const samePoint = (a: Point | null, b: Point | null) => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Where a household is, as it is typed; `before` is where the notebook has it. */
export class PlaceForm {
  subdistrict = $state('')
  village = $state('')
  houseNo = $state('')
  landmark = $state('')
  note = $state('')
  point = $state.raw<Point | null>(null)
  readonly before: Household | undefined

  /** `like`: the area of the house before, since a volunteer goes along a road. */
  constructor(before: Household | undefined, like: string) {
    this.before = before
    const area = before?.area ?? like
    this.subdistrict = area.slice(0, 6)
    this.village = area.length === 8 ? String(Number(area.slice(6))) : ''
    this.houseNo = before?.houseNo ?? ''
    this.landmark = before?.landmark ?? ''
    this.note = before?.note ?? ''
    this.point = before?.point ?? null
  }

  get area(): string {
    const number = arabicDigits(this.village).trim()
    return number ? this.subdistrict + number.padStart(2, '0') : this.subdistrict
  }
  get villageError(): string {
    const number = arabicDigits(this.village).trim()
    return number === '' || /^[1-9][0-9]?$/.test(number) ? '' : survey.words.house.villageWrong
  }
  get numberError(): string {
    return this.houseNo.trim() || this.landmark.trim() ? '' : survey.words.house.numberMissing
  }
  get isWrong(): boolean {
    return Boolean(this.villageError || this.numberError || this.subdistrict.length !== 6)
  }

  /** Only what differs from before: what others change meanwhile is not written over. */
  get changed(): HouseholdSet {
    const told = {
      area: this.area,
      houseNo: arabicDigits(this.houseNo).trim() || null,
      landmark: this.landmark.trim() || null,
      note: this.note.trim() || null,
    }
    const { before } = this
    if (!before) return { ...told, point: this.point }
    return {
      ...(told.area !== before.area && { area: told.area }),
      ...(told.houseNo !== before.houseNo && { houseNo: told.houseNo }),
      ...(told.landmark !== before.landmark && { landmark: told.landmark }),
      ...(told.note !== before.note && { note: told.note }),
      ...(!samePoint(this.point, before.point) && { point: this.point }),
    }
  }
}
