import type { FacilityTerms } from '../profile.ts'

/** Times and limits of keeping facilities true. Proposals, to be changed here after experience. */
export const facilityTerms: FacilityTerms = {
  /** The ride inside a district, and the talk at the gate. */
  holdMinutes: 30,
  /** As many patients as one helper can bring at once. */
  openHoldsPerPerson: 3,
  /** More than one person runs; whoever has a list imports it or asks the coordinator. */
  openProposalsPerPerson: 10,
  nudgeEveryHours: 24,
  /** Nobody is woken for a number that can wait until breakfast. */
  nudgeBetween: { from: 8, until: 20 },
  askVolunteersAfterHours: 24,
  /** One may be at work and one asleep. */
  volunteersAsked: 3,
  tellCoordinatorAfterHours: 48,
  volunteersWithinMetres: 2000,
  answersToChange: 2,
  remarksToDoubt: 3,
  remarkDays: 14,
  /** Pins of one place in two lists are seldom farther apart. */
  sameWithinMetres: 200,
  linkHours: 48,
  /** A day and a night: use differs by the hour. */
  useHours: 24,
}
