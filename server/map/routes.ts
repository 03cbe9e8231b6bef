import { mapLive, mapPlace, mapPlaces, mapTile } from '../../contract/map.ts'
import type { Profile } from '../../profiles/profile.ts'
import type { Actor } from '../access/actor.ts'
import { isArea } from '../areas/questions.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { createFacilityTiles } from './facility-tiles.ts'
import type { Tile } from './grid.ts'
import { openMapLive } from './live.ts'
import { listPlaces, readPlace } from './places.ts'
import { createTiles, joined } from './tiles.ts'

const LAYERS = ['requests', 'facilities']

type Needed = Pick<Parts, 'live' | 'profile'> & { config: Pick<Parts['config'], 'listenersPerNetwork'> }

export function mapRoutes(http: Http<Actor>, { live, profile, config }: Needed): void {
  const tiles = createTiles(live)
  const facilityTiles = createFacilityTiles(live)
  const changed = { places: tiles.changed, facilities: facilityTiles.changed }
  const mapNews = openMapLive(live, changed, { mostOfNetwork: config.listenersPerNetwork })

  http.handle(mapTile, async ({ layers, z, x, y, need, status, kind, ...only }, { db, now }) => {
    const tile = readTile(z, x, y)
    refuseUnknownNeed(profile, need)
    const filter = { ...only, kinds: readKinds(profile, kind) }
    const wanted = readLayers(layers)
    const requests = () => tiles.read(db, tile, { need, status })
    const facilities = () => facilityTiles.read(db, { tile, filter, now, profile })
    const [first, second] = await Promise.all([
      wanted.includes('requests') ? requests() : facilities(),
      wanted.includes('requests') && wanted.includes('facilities') ? facilities() : null,
    ])
    const made = second ? joined(first, second) : first
    return {
      payload: made.payload,
      gzip: made.gzip,
      headers: { 'content-type': mapTile.media, etag: made.etag },
    }
  })

  http.handle(mapPlaces, async ({ parent = '', need, status }, { db, now }) => {
    if (parent !== '' && !isArea(parent)) refuse('area-unknown', [{ path: '/parent', code: 'unknown-value' }])
    refuseUnknownNeed(profile, need)
    const { at, ...list } = await listPlaces(db, parent, { need, status })
    return { ...list, at: (at ?? now).toISOString() }
  })

  http.handle(mapPlace, async ({ code }, { db, now }) => {
    const { at, ...place } = await readPlace(db, code)
    return { ...place, at: (at ?? now).toISOString() }
  })

  http.handle(mapLive, (_, { address }) => mapNews.join(address))
}

function readTile(z: number, x: number, file: string): Tile {
  const tile = { z, x, y: Number.parseInt(file, 10) }
  const side = 2 ** z
  if (tile.x >= side) refuse('invalid-input', [{ path: '/x', code: 'out-of-range' }])
  if (tile.y >= side) refuse('invalid-input', [{ path: '/y', code: 'out-of-range' }])
  return tile
}

function readLayers(text: string): string[] {
  const layers = text.split(',')
  if (!layers.every((layer) => LAYERS.includes(layer)))
    refuse('invalid-input', [{ path: '/layers', code: 'unknown-value' }])
  return layers
}

/** Also keeps invented needs from filling the memory of tiles. */
function refuseUnknownNeed(profile: Profile, need: string | undefined) {
  if (need !== undefined && !profile.needs.some(({ kind }) => kind === need))
    refuse('invalid-input', [{ path: '/need', code: 'unknown-value' }])
}

/** The kinds of a list, each once and in order: the same wish has one place in the memory of tiles. */
function readKinds(profile: Profile, list: string | undefined): string[] | undefined {
  if (list === undefined) return undefined
  const kinds = [...new Set(list.split(','))].sort()
  if (!kinds.every((kind) => profile.facilityKinds.some((known) => known.kind === kind)))
    refuse('invalid-input', [{ path: '/kind', code: 'unknown-value' }])
  return kinds
}
