import type { FacilityInput } from '../../contract/facility-keeping.ts'
import type { FacilityField } from '../../profiles/profile.ts'
import { typedFaultWords } from '../number-words.ts'
import { typedFault, typedNumber } from '../typed-number.ts'
import type { Kept } from './kept-words.ts'

type Values = NonNullable<FacilityInput['values']>
type Told = Kept['values']

/** A kind's own fields as they are filled in: text as typed, 'yes' or 'no', or the chosen options; '' is not told. */
export class FieldsForm {
  filled = $state<Record<string, string | string[]>>({})
  readonly #before: ReadonlySet<string>

  constructor(told: Told) {
    this.#before = new Set(told.map(({ id }) => id))
    for (const { id, value } of told) this.filled[id] = asFilled(value)
  }

  text(id: string): string {
    const value = this.filled[id]
    return typeof value === 'string' ? value : ''
  }

  chosen(id: string): string[] {
    const value = this.filled[id]
    return Array.isArray(value) ? value : []
  }

  /** What must be mended before it can be sent, by field. */
  faults(fields: readonly FacilityField[]): Record<string, string> {
    const faults = fields.map((field) => [
      field.id,
      field.type === 'number' ? typedFaultWords(this.text(field.id), field) : '',
    ])
    return Object.fromEntries(faults.filter(([, fault]) => fault !== ''))
  }

  /** What is told of these fields; null takes away what was told before. */
  body(fields: readonly FacilityField[]): Values {
    const told = fields.map((field) => [field.id, this.#valueOf(field)] as const)
    return Object.fromEntries(told.filter(([id, value]) => value !== null || this.#before.has(id)))
  }

  #valueOf({ id, type }: FacilityField): Values[string] {
    if (type === 'choices') return this.chosen(id).length > 0 ? this.chosen(id) : null
    const text = this.text(id).trim()
    if (text === '') return null
    if (type === 'number') return typedNumber(text) ?? null
    return type === 'yes-no' ? text === 'yes' : text
  }
}

function asFilled(value: Told[number]['value']): string | string[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

/** More is nowhere. */
export const MOST_ROOM = 1_000_000

/** Undefined for what is no whole number from 0. */
export function wholeNumber(typed: string): number | undefined {
  return typedFault(typed, { min: 0, max: MOST_ROOM }) === undefined
    ? (typedNumber(typed) ?? undefined)
    : undefined
}
