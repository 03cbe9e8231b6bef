import type { World } from './book.ts'

/** What the gate of a phone's notebook needs of the world. */
export type GateWorld = Omit<World, 'name'> & {
  /** of the profile's register; asked when they are needed */
  terms: () => { pinAttempts: number; offlineDays: number }
  databaseName?: string
  /** of PBKDF2-SHA256; 600,000 take a weak phone about a second (OWASP Password Storage, 2023) */
  pinRounds?: number
}

export type WholeGateWorld = GateWorld & World & { pinRounds: number }

const PIN_ROUNDS = 600_000

/** With what most phones have where nothing else is told. */
export const wholeWorld = (world: GateWorld): WholeGateWorld => {
  const { databaseName: name = 'survey-notebook', pinRounds = PIN_ROUNDS } = world
  return { ...world, name, pinRounds }
}
