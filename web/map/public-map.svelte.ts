import { areaAt } from '../areas.ts'
import { go, here } from '../router.svelte.ts'
import type { AreaPath } from './area-path.ts'
import { areaPath } from './area-path.ts'
import { ChosenPlace } from './chosen-place.svelte.ts'
import type { PlaceOnMap } from './counts.ts'
import { filterHere, withHere } from './filter.ts'
import { countryView } from './first-view.ts'
import { layersHere } from './layers.ts'
import { levelOfPlace, listFor, zoomInto } from './levels.ts'
import { LivePlaces } from './live-places.svelte.ts'
import { PlaceList, touchesList } from './place-list.svelte.ts'
import type { RequestMap } from './request-map.ts'
import type { Seen } from './seen.ts'

/** The map, the list beside it and the place chosen in either: one choice, one filter, one stream of news. */
export class PublicMap {
  readonly list = new PlaceList()
  /** what stands in one line under the map: the area in its middle, or the country */
  readonly middle = new PlaceList()
  readonly live = new LivePlaces()
  place = $state.raw<ChosenPlace>()
  /** the id of the facility whose sheet is open */
  facility = $state.raw<string>()
  seen = $state.raw<Seen>()
  /** the map cannot be drawn on this phone now */
  failed = $state(false)
  map = $state.raw<RequestMap>()

  /** whose list stands beside the map; '' is the country */
  get parent(): string {
    return listFor(here.query.get('area') ?? '')
  }

  get filter() {
    return filterHere()
  }

  get layers() {
    return layersHere()
  }

  /** Reads what is shown again as soon as it changes, until the answered function is called. */
  follow(): () => void {
    const readPlaces = (codes: readonly string[]) => {
      this.map?.reread(codes)
      if (touchesList(codes, this.parent)) this.readList()
      if (codes.includes('') || codes.includes(this.#middle)) this.readMiddle()
      if (this.place && (codes.includes('') || codes.includes(this.place.code))) this.place.load()
    }
    return this.live.follow(readPlaces, (points) => this.map?.rereadFacilities(points))
  }

  async readList(): Promise<void> {
    const hadNoSignal = this.list.noSignal
    await this.list.load(this.parent, this.filter)
    if (hadNoSignal && !this.list.noSignal) this.failed = false
  }

  async readMiddle(): Promise<void> {
    await this.middle.load(this.#middle, this.filter)
  }

  get #middle(): string {
    return this.seen?.middle?.code ?? ''
  }

  /** Requests of a part of the map did not come: an empty map would say that nobody waits. */
  miss(): void {
    if (this.seen === undefined) this.failed = true
    if (!this.list.noSignal) this.readList()
  }

  /** Opens a place; its list comes to stand beside the map. */
  async choose({ code, counts }: Pick<PlaceOnMap, 'code'> & Partial<PlaceOnMap>): Promise<void> {
    this.facility = undefined
    const place = new ChosenPlace(code, counts)
    this.place = place
    if (levelOfPlace(code) !== 'cell') this.#showListOf(code)
    await place.load()
    if (this.place === place && place.area) this.#showListOf(place.area.code)
  }

  openFacility(id: string): void {
    this.close()
    this.facility = id
  }

  /** Facilities that no map can part: the list of their area tells them. */
  async listFacilitiesAt(lon: number, lat: number): Promise<void> {
    const area = await areaAt(lon, lat).catch(() => undefined)
    go(`/near?${new URLSearchParams({ of: 'facilities', ...(area && { area: area.code }) })}`)
  }

  close(): void {
    this.facility = undefined
    this.place = undefined
  }

  /** Shows an area: chosen, and flown to. */
  async show(code: string, counts?: PlaceOnMap['counts']): Promise<void> {
    this.choose({ code, ...(counts && { counts }) })
    const area = await areaPath(code).catch(() => undefined)
    if (area) this.flyInto(area)
  }

  /** Back to the whole country. */
  showCountry(): void {
    this.close()
    this.#showListOf('')
    this.map?.flyTo(countryView(innerHeight))
  }

  flyInto(area: Pick<AreaPath, 'lon' | 'lat' | 'code'>): void {
    this.map?.flyTo({ lon: area.lon, lat: area.lat, zoom: zoomInto[levelOfPlace(area.code)] })
  }

  /** Marks where the phone is, and looks at what is around. */
  showMe({ lon, lat }: { lon: number; lat: number }): void {
    this.map?.showMe(lon, lat)
    this.map?.flyTo({ lon, lat, zoom: zoomInto.subdistrict })
  }

  #showListOf(area: string) {
    go(withHere({ area }), { replace: true })
  }
}
