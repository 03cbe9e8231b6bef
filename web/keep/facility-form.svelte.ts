import type { FacilityInput } from '../../contract/facility-keeping.ts'
import type { FacilityKind } from '../../profiles/profile.ts'
import type { Area } from '../areas.ts'
import { phonesInWords } from '../facilities/phone-words.ts'
import { keep } from '../messages/keep.ts'
import { typedFaultWords } from '../number-words.ts'
import { profile } from '../profile.svelte.ts'
import { typedNumber } from '../typed-number.ts'
import { FieldsForm, MOST_ROOM, wholeNumber } from './fields-form.svelte.ts'
import type { State } from './how-it-is.svelte.ts'
import type { Kept } from './kept-words.ts'
import { filledPhones, phoneFaults } from './phones.ts'

/** Degrees WGS 84, or only the area; the area may be corrected against the point. */
export type FormPlace = {
  lon: number | null
  lat: number | null
  exactness: 'gps' | 'pin' | 'area'
  area: Area | null
}
type Texts = 'nameTh' | 'nameEn' | 'address' | 'cost' | 'note' | 'agency' | 'ownCode'
export type Faults = Partial<Record<'kind' | 'name' | 'place' | 'free' | 'total' | 'hours', string>>

const noTexts: Record<Texts, string> = {
  nameTh: '',
  nameEn: '',
  address: '',
  cost: '',
  note: '',
  agency: '',
  ownCode: '',
}

const textsOf = (one: Kept): Record<Texts, string> => ({
  nameTh: one.name.th,
  nameEn: one.name.en ?? '',
  address: one.address ?? '',
  cost: one.cost ?? '',
  note: one.note ?? '',
  agency: one.agency ?? '',
  ownCode: one.ownCode ?? '',
})

/** All that a facility is, as it is filled in: a new one, or one that is changed. */
export class FacilityForm {
  kindId = $state('')
  texts = $state({ ...noTexts })
  place = $state.raw<FormPlace>({ lon: null, lat: null, exactness: 'area', area: null })
  phones = $state.raw<string[]>([''])
  hours = $state('')
  hoursRight = $state(true)
  admits = $state.raw<string[]>([])
  /** of a new one: one that is there already tells it on its own page */
  state = $state<State>('open')
  free = $state('')
  total = $state('')
  readonly values: FieldsForm
  readonly isNew: boolean
  /** verified: its keeper no more says what kind it is, nor whose; who answers for its area does */
  readonly isFixed: boolean

  constructor(one?: Kept, area: Area | null = null) {
    this.isNew = one === undefined
    this.isFixed = one?.verification === 'verified' && !one.mayVerify
    this.values = new FieldsForm(one?.values ?? [])
    if (!one) return
    const hasPin = one.exactness !== 'area'
    this.kindId = one.kind
    this.texts = textsOf(one)
    this.place = {
      lon: hasPin ? one.lon : null,
      lat: hasPin ? one.lat : null,
      exactness: one.exactness,
      area,
    }
    this.phones = one.phones.length > 0 ? phonesInWords(one) : ['']
    this.hours = one.hours?.text ?? ''
    this.admits = one.admits
    this.state = one.state
    this.total = one.counted?.total?.toString() ?? ''
  }

  get kind(): FacilityKind | undefined {
    return profile.now.facilityKinds.find(({ kind }) => kind === this.kindId)
  }

  /** What must be mended before it can be sent; the server judges the rest. */
  get faults(): Faults {
    const words = keep.words
    const { lon, area } = this.place
    const total = this.#countFault(this.total, MOST_ROOM)
    const all = total === '' ? typedNumber(this.total) : null
    const free = this.#countFault(this.free, all ?? MOST_ROOM, all != null)
    return {
      ...(!this.kind && { kind: words.kindMissing }),
      ...(this.texts.nameTh.trim() === '' && { name: words.nameMissing }),
      ...(lon === null && !area && { place: words.whereMissing }),
      ...(free && { free }),
      ...(total && { total }),
      ...(!this.hoursRight && { hours: words.hoursWrong }),
    }
  }

  /** How many fields are wrong. */
  get wrong(): number {
    const all = [this.faults, phoneFaults(this.phones), this.values.faults(this.kind?.fields ?? [])]
    return all.reduce((count, faults) => count + Object.keys(faults).length, 0)
  }

  #countFault(typed: string, max: number, ofAll = false): string {
    return this.kind?.room ? typedFaultWords(typed, { min: 0, max, ofAll }) : ''
  }

  /** Open with nothing left is more often full, and is asked before it is sent. */
  get asksFull(): boolean {
    return this.isNew && !!this.kind?.room && this.state === 'open' && wholeNumber(this.free) === 0
  }

  get body(): FacilityInput {
    const { kind } = this
    const { nameTh, nameEn, ...others } = this.texts
    const room = this.#room
    return {
      kind: this.kindId,
      name: { th: nameTh.trim(), ...(nameEn.trim() && { en: nameEn.trim() }) },
      ...this.#placeBody,
      phones: filledPhones(this.phones),
      ...(this.hours && { hours: this.hours }),
      admits: this.admits.filter((id) => kind?.admits.includes(id)),
      ...Object.fromEntries(
        Object.entries(others).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])),
      ),
      ...(this.isNew && { state: this.state }),
      ...(room && { room }),
      values: this.values.body(kind?.fields ?? []),
    }
  }

  get #room(): FacilityInput['room'] {
    if (!this.kind?.room) return undefined
    const total = wholeNumber(this.total) ?? null
    const free = wholeNumber(this.free)
    if (!this.isNew) return { total }
    return total === null && free === undefined ? undefined : { total, ...(free !== undefined && { free }) }
  }

  get #placeBody(): Pick<FacilityInput, 'lon' | 'lat' | 'exactness' | 'areaCode'> {
    const { lon, lat, exactness, area } = this.place
    return {
      ...(lon !== null && lat !== null && { lon, lat, exactness }),
      ...(area && { areaCode: area.code }),
    }
  }
}
