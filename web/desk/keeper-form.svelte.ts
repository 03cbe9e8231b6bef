import type { Input } from '../call.ts'
import { deskFacilities } from '../messages/desk-facilities.ts'
import { phoneFault } from '../phone-number.ts'
import type { DeskFacility } from './facility-queues.ts'

type Faults = Partial<Record<'name' | 'phone' | 'facility' | 'agency', string>>

/** Whom to make a keeper, as it is filled in. */
export class KeeperForm {
  name = $state('')
  phone = $state('')
  over = $state<'facility' | 'agency'>('facility')
  facility = $state.raw<DeskFacility>()
  agency = $state('')
  /** made once: sending it a second time appoints nobody twice */
  readonly #id: string

  constructor(id: string) {
    this.#id = id
  }

  /** What must be mended before it can be sent, by field. */
  get faults(): Faults {
    const words = deskFacilities.words.keepersPage
    const ofOne = this.over === 'facility'
    return {
      ...(this.name.trim() === '' && { name: words.nameMissing }),
      ...(phoneFault(this.phone) !== 'none' && { phone: words.phoneMissing }),
      ...(ofOne && !this.facility && { facility: words.facilityMissing }),
      ...(!ofOne && this.agency.trim() === '' && { agency: words.agencyMissing }),
    }
  }

  get body(): Input<'POST /keepers'>['body'] {
    return {
      id: this.#id,
      name: this.name.trim(),
      phone: this.phone.trim(),
      ...(this.over === 'agency'
        ? { agency: this.agency.trim() }
        : this.facility && { facilityId: this.facility.id }),
    }
  }
}
