import type { Input } from '../call.ts'
import { deskPeople } from '../messages/desk-people.ts'
import { phoneFault } from '../phone-number.ts'

type Faults = Partial<Record<'name' | 'phone' | 'areas' | 'endsOn', string>>

/** As the server judges: a later day is a typing error, such as a year of พ.ศ. */
const MOST_MS = 2 * 366 * 24 * 3_600_000

/** A grant as it is filled in. */
export class Appointment {
  name = $state('')
  phone = $state('')
  role = $state<'coordinator' | 'national'>('coordinator')
  /** area prefixes */
  areas = $state.raw<string[]>([])
  /** the last day, as a date field gives it: 2026-12-31; '' without an end */
  endsOn = $state('')
  /** made once: sending it a second time appoints nobody twice */
  readonly #id: string

  constructor(id: string) {
    this.#id = id
  }

  /** When the last day is over, in Thailand. */
  get #endsAt(): string {
    return `${this.endsOn}T23:59:59+07:00`
  }

  /** What must be mended before it can be sent, by field. */
  faults(now: Date): Faults {
    const words = deskPeople.words.people
    return {
      ...(this.name.trim() === '' && { name: words.nameMissing }),
      ...(phoneFault(this.phone) !== 'none' && { phone: words.phoneMissing }),
      ...(this.role === 'coordinator' && this.areas.length === 0 && { areas: words.areasMissing }),
      ...(this.endsOn !== '' && new Date(this.#endsAt) <= now && { endsOn: words.endsOnPast }),
      ...(this.endsOn !== '' &&
        new Date(this.#endsAt).getTime() - now.getTime() > MOST_MS && { endsOn: words.endsOnFar }),
    }
  }

  get body(): Input<'POST /grants'>['body'] {
    return {
      id: this.#id,
      name: this.name.trim(),
      phone: this.phone.trim(),
      role: this.role,
      areas: this.role === 'national' ? [''] : this.areas,
      ...(this.endsOn && { endsAt: this.#endsAt }),
    }
  }
}
