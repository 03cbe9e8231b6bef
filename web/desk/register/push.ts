import { v7 as newId } from 'uuid'
import type { HouseholdSet, ResidentSet } from '../../../contract/register.ts'
import { call, type Reply } from '../../call.ts'
import { asMe } from '../../session.svelte.ts'
import { deskDevice, nextNumber } from './desk-device.ts'

export type Receipt = Reply<'POST /register/sync'>['receipts'][number]
/** A change before it has its number; `base` is the `seq` of the record it was made on, 0 for a new one. */
export type Change = { record: string; base: number } & (
  | { kind: 'household'; set: HouseholdSet }
  | { kind: 'resident'; set: ResidentSet }
)
export type Numbered = Change & { id: string; n: number; at: string }

/** Gives a change its number and id: once, so that sending it again changes nothing twice. */
export const numbered = (change: Change): Numbered => ({
  ...change,
  id: newId(),
  n: nextNumber(),
  at: new Date().toISOString(),
})

/** Sends changes as a phone does; a receipt for each, in their order. Throws as `call` does. */
export async function push(mutations: Numbered[]): Promise<Receipt[]> {
  const { receipts } = await asMe(
    call('POST /register/sync', { body: { device: deskDevice().id, mutations } }),
  )
  return receipts
}
