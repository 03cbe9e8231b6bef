import type { Static } from 'typebox'
import type { Wish } from '../../../contract/register.ts'
import type { Identity } from '../../../profiles/identity.ts'

/** What a row tells of a dose; what is not told of it is left out. */
export type ToldDose = { brand?: string; on?: string; place?: string }

/**
 * What a row of a file tells of a resident. What it does not tell is left out, and stays as it is: a file empties nothing.
 */
export type ToldResident = {
  /** the record's own id, as exported */
  id?: string
  /** 6 digits, 8 where the village is told; '' when the row names no area */
  area: string
  houseNo?: string
  landmark?: string
  point?: { lon: number; lat: number }
  name?: string
  /** `number` null: told to have none, or only its kind is told */
  identity?: Identity
  /** ค.ศ. */
  birthYear?: number
  /** years, when the birth year is not told */
  age?: number
  sex?: 'female' | 'male' | 'other'
  nationality?: string
  /** E.164 */
  phone?: string
  /** as a list, and one by one in columns of their own */
  tags?: string[]
  tagSaid?: Record<string, boolean>
  wish?: Static<typeof Wish>
  reasons?: string[]
  doses?: Record<string, ToldDose>
  /** how many doses there were, told apart from each */
  doseCount?: number
  infectedMonth?: string
  nextVisitOn?: string
  note?: string
  /** what was not understood, one line each: it stands in the note below what is told there */
  kept?: string[]
}
