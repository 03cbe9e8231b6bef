import { withHere } from '../map/filter.ts'
import { profile } from '../profile.svelte.ts'
import { go, here } from '../router.svelte.ts'

export type FacilityFilter = {
  /** '' is every kind */
  kind: string
  fits: string[]
  open: boolean
  room: boolean
  fresh: boolean
}

const isOn = (name: string) => here.query.get(name) === '1'

/** What is looked for, as the address says. A kind this event does not know is left out. */
export function filterHere(): FacilityFilter {
  const { facilityKinds, facilityAdmits } = profile.now
  const [kind, fits] = [here.query.get('kind') ?? '', (here.query.get('fits') ?? '').split(',')]
  return {
    kind: facilityKinds.some((one) => one.kind === kind) ? kind : '',
    fits: facilityAdmits.map(({ id }) => id).filter((id) => fits.includes(id)),
    open: isOn('open'),
    room: isOn('room'),
    fresh: isOn('fresh'),
  }
}

/** Puts a filter into the address, so that a link shows the same. */
export function setFilter(changed: Partial<FacilityFilter>): void {
  const { kind, fits, ...flags } = { ...filterHere(), ...changed }
  const flag = (on: boolean) => (on ? '1' : undefined)
  const { open, room, fresh } = flags
  const query = { open: flag(open), room: flag(room), fresh: flag(fresh) }
  go(withHere({ kind, fits: fits.join(','), ...query }), { replace: true })
}

/** Who can be taken at places of a kind; of every kind when none is chosen. */
export function admitsOf(kind: string): { id: string; label: { th: string; en: string } }[] {
  const { facilityKinds, facilityAdmits } = profile.now
  const known = facilityKinds.find((one) => one.kind === kind)
  return facilityAdmits.filter(({ id }) => !known || known.admits.includes(id))
}
