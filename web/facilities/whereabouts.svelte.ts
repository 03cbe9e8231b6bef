import { type Area, areaName, areaWords } from '../areas.ts'
import { type Position, PositionRefused, position, positionIsGranted } from '../help/position.ts'
import { areaPath } from '../map/area-path.ts'
import { withHere } from '../map/filter.ts'
import { facility as book } from '../messages/facility.ts'
import { go, here } from '../router.svelte.ts'
import { lastPlace } from './keeping-near.ts'

const PATIENCE_MS = 1_500

type From = 'phone' | 'area' | 'last'

/** From where distances are measured: the phone, the middle of a chosen area, or where the phone was before. */
export class Whereabouts {
  place = $state.raw<Position & { from: From }>()
  area = $state.raw<Area>()
  /** until it is known whether there is a place at all */
  unsure = $state(true)
  locating = $state(false)
  trouble = $state('')
  #wanted = ''

  /** The area of the address, else the phone where it has been allowed; nobody is asked on opening a page. */
  async begin(code: string): Promise<void> {
    this.#wanted = code
    // a phone that looks for satellites must not keep the list waiting
    setTimeout(() => (this.unsure = false), PATIENCE_MS)
    try {
      if (code) await this.#takeArea(code)
      else if (await positionIsGranted()) await this.locate()
    } finally {
      this.unsure = false
    }
  }

  async #takeArea(code: string): Promise<void> {
    const found = await areaPath(code).catch(() => undefined)
    if (code !== this.#wanted) return
    this.area = found
    this.place = found && { lon: found.lon, lat: found.lat, from: 'area' }
  }

  /** Where the phone is. An area of the address gives way to it. */
  async locate(): Promise<void> {
    this.locating = true
    this.trouble = ''
    try {
      const { lon, lat } = await position()
      this.place = { lon, lat, from: 'phone' }
      this.area = undefined
      if (here.query.has('area')) go(withHere({ area: undefined }), { replace: true })
    } catch (cause) {
      this.trouble = cause instanceof PositionRefused ? book.words.near.refused : book.words.near.failed
    } finally {
      this.locating = false
    }
  }

  /** Without signal and without a position: where the phone was when it kept what it knows. */
  async useLast(): Promise<void> {
    const last = this.place ? undefined : await lastPlace()
    if (last) this.place = { ...last, from: 'last' }
  }

  /** Around a subdistrict people look beyond its border; of a district or province they want what is in it. */
  get inArea(): string | undefined {
    return this.area && this.area.code.length < 6 ? this.area.code : undefined
  }

  get heading(): string {
    const { near } = book.words
    if (this.area) return (this.inArea ? near.headingIn : near.headingAround)(areaName(this.area))
    return this.place ? near.heading : near.headingAll
  }

  /** From where distances are, when it is not where the phone is. */
  get under(): string {
    const { near } = book.words
    if (this.place?.from === 'last') return near.fromLast
    if (this.area) return near.fromMiddle(areaWords(this.area))
    return ''
  }
}
