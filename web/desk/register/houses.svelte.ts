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

  /**
   * The household by the code on its sheet of paper (the end of its id), or by its number within a village (or the
   * subdistrict, where the village is not told), as people write numbers.
   */
  find(area: string, typed: string): Household | undefined {
    const houseNo = typed.trim()
    if (houseNo === '') return undefined
    const code = /^([0-9a-f]{4})-?([0-9a-f]{4})$/i.exec(houseNo)?.slice(1).join('').toLowerCase()
    const byCode = code && this.households.find(({ id }) => id.endsWith(code))
    if (byCode) return byCode
    return this.households.find(
      (one) => one.area === area && one.houseNo !== null && compareHouseNo(one.houseNo, houseNo) === 0,
    )
  }

  peopleOf(household: string): Resident[] {
    return this.residents.filter((one) => one.household === household && one.gone === null)
  }
}
