import { compareHouseNo } from '../../../profiles/house-order.ts'
import { call } from '../../call.ts'
import { asMe } from '../../session.svelte.ts'
import { deskTrouble } from '../trouble.ts'
import { deskDevice } from './desk-device.ts'
import type { Household, Resident } from './register-types.ts'

const ROWS_PER_CALL = 1000

/** The households of a subdistrict and who lives there, read whole and held only while the page is open. */
export class Houses {
  area = $state('')
  loading = $state(false)
  trouble = $state('')
  households = $state.raw<readonly Household[]>([])
  residents = $state.raw<readonly Resident[]>([])

  async load(area: string): Promise<void> {
    if (area === this.area && !this.trouble) return
    this.area = area
    this.households = []
    this.residents = []
    this.trouble = ''
    if (area.length !== 6) return
    this.loading = true
    try {
      await this.#pull(area)
    } catch (cause) {
      this.trouble = deskTrouble(cause)
    } finally {
      this.loading = false
    }
  }

  async #pull(area: string): Promise<void> {
    let since = 0
    for (let more = true; more; ) {
      const query = { area, device: deskDevice().id, since, limit: ROWS_PER_CALL }
      const part = await asMe(call('GET /register/sync', { query }))
      if (this.area !== area) return
      this.take(part.items.filter((one) => one.kind === 'household'))
      this.residents = [...this.residents, ...part.items.filter((one) => one.kind === 'resident')]
      since = part.next
      more = part.more
    }
  }

  /** Holds these as well, such as one that was just written. */
  take(households: readonly Household[]): void {
    const taken = new Set(households.map(({ id }) => id))
    this.households = [...this.households.filter(({ id }) => !taken.has(id)), ...households]
  }

  /** The household of a number within a village (or the subdistrict, where that is not told), as people write numbers. */
  find(area: string, houseNo: string): Household | undefined {
    if (houseNo.trim() === '') return undefined
    return this.households.find(
      (one) => one.area === area && one.houseNo !== null && compareHouseNo(one.houseNo, houseNo) === 0,
    )
  }

  peopleOf(household: string): Resident[] {
    return this.residents.filter((one) => one.household === household && one.gone === null)
  }
}
