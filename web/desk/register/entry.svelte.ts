import { v7 as newId } from 'uuid'
import { arabicDigits } from '../../../profiles/answers.ts'
import { profile } from '../../profile.svelte.ts'
import { type Faults, faultsOf } from './entry-faults.ts'
import { changesBetween, freshValues, toldBy, type Values, valuesOf } from './entry-values.ts'
import { Houses } from './houses.svelte.ts'
import type { Change } from './push.ts'
import type { Household, Resident } from './register-types.ts'
import { areaOfVillage } from './villages.ts'

type House = {
  /** of a house that is not in the register yet: made once, so that sending it again doubles nothing */
  id: string
  subdistrict: string
  village: string
  houseNo: string
  landmark: string
  noticeRead: boolean
}
/** All that was typed of a person and their house, to be opened again. */
export type Typed = { house: House; record: string; editing: Resident | undefined; person: Values }

const freshHouse = (stays: Pick<House, 'subdistrict' | 'village'>): House => ({
  subdistrict: stays.subdistrict,
  village: stays.village,
  ...{ id: newId(), houseNo: '', landmark: '', noticeRead: false },
})

/** What is typed from a sheet of paper: a house, then the people in it one after another. Nothing of it is kept on the phone. */
export class Entry {
  readonly houses = new Houses()
  house = $state<House>(freshHouse({ subdistrict: '', village: '' }))
  person = $state<Values>(freshValues(profile.now))
  /** who is being changed; nobody: somebody new */
  editing = $state.raw<Resident>()
  /** names written down for this house just now */
  added = $state.raw<readonly string[]>([])
  #record = newId()

  constructor(subdistrict: string) {
    this.house.subdistrict = subdistrict
  }

  get area(): string {
    return areaOfVillage(this.house.subdistrict, this.house.village)
  }

  /** The household as the register has it, if it does. */
  get household(): Household | undefined {
    const written = this.houses.households.find(({ id }) => id === this.house.id)
    return written ?? this.houses.find(this.area, arabicDigits(this.house.houseNo))
  }

  get isHouseTold(): boolean {
    return this.house.houseNo.trim() !== '' || this.house.landmark.trim() !== ''
  }

  get typed(): Typed {
    const { editing } = this
    return { house: $state.snapshot(this.house), record: this.#record, editing, person: this.person }
  }

  faults(): Faults {
    const { name, ...others } = faultsOf(this.person, profile.now, new Date())
    // whoever is known need not be named again
    return { ...(name && !this.editing && { name }), ...others }
  }

  /** The changes to send: the house when it is new or tells more, then the person. */
  changes(): Change[] {
    const now = new Date()
    const house = this.#houseChange(now)
    const { editing } = this
    // of somebody new, all that is typed is told, the nationality that stands there from the start too
    const before = editing ? valuesOf(editing, profile.now) : { ...freshValues(profile.now), nationality: '' }
    const told = (values: Values) => toldBy(values, profile.now, now)
    const set = changesBetween(told(before), told(this.person))
    const household = this.household?.id ?? this.house.id
    return [
      ...(house ? [house] : []),
      {
        kind: 'resident',
        record: editing?.id ?? this.#record,
        base: editing?.seq ?? 0,
        set: editing ? set : { household, ...set },
      },
    ]
  }

  #houseChange(now: Date): Change | undefined {
    const known = this.household
    const landmark = this.house.landmark.trim()
    const houseNo = arabicDigits(this.house.houseNo).trim()
    const { version } = profile.now.register.notice
    const set = {
      ...(!known && { area: this.area, houseNo: houseNo || null }),
      ...(landmark && landmark !== known?.landmark && { landmark }),
      ...(this.house.noticeRead && !known?.notice && { notice: { version, readAt: now.toISOString() } }),
    }
    if (Object.keys(set).length === 0) return undefined
    return { kind: 'household', record: known?.id ?? this.house.id, base: known?.seq ?? 0, set }
  }

  /** Opens the household of a sheet that was printed for it. */
  openHouse({ id, area, houseNo }: Household): void {
    const village = area.length === 8 ? String(Number(area.slice(6))) : ''
    this.house = { ...freshHouse(this.house), id, village, houseNo: houseNo ?? '' }
    this.added = []
  }

  /** Opens somebody who is known, to change what the paper says anew. */
  edit(one: Resident): void {
    this.editing = one
    this.person = valuesOf(one, profile.now)
  }

  /** Opens again what was refused, as it was typed, in its house. */
  mend({ house, record, editing, person }: Typed): void {
    this.house = house
    this.editing = editing
    this.person = person
    this.added = []
    this.#record = record
  }

  /** The next person of the same house; what people of a house share is carried along. */
  nextPerson(wrote?: string): void {
    const { nationality } = this.person
    this.person = { ...freshValues(profile.now), nationality }
    if (wrote !== undefined && !this.editing) this.added = [...this.added, wrote]
    this.editing = undefined
    this.#record = newId()
  }

  nextHouse(): void {
    this.nextPerson()
    this.person = freshValues(profile.now)
    this.house = freshHouse(this.house)
    this.added = []
  }
}
