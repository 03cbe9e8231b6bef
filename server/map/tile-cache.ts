import type { Tile } from './grid.ts'

/** A tile as it is sent. */
export type MadeTile = { payload: Buffer; gzip: Buffer; etag: string }

export type TileCache = {
  /** The kept tile, or one made now; whoever asks meanwhile waits for the same. */
  get(tile: Tile, filter: string, make: () => Promise<MadeTile>): Promise<MadeTile>
  /** A tile has changed: forget it under every filter, also one being made from what was before. */
  drop(tile: Tile): void
  dropAll(): void
  /** bytes kept */
  size(): number
}

type Entry = { making: Promise<MadeTile>; bytes: number }

/** An entry's own weight beside its bodies: keys, promise, headers. */
const ENTRY_BYTES = 400

/** Keeps tiles in memory up to a number of bytes, the least recently asked for go first. */
export function createTileCache(mostBytes: number): TileCache {
  // by tile and filter, oldest use first; and the filters kept of a tile
  const entries = new Map<string, Entry>()
  const filtersOf = new Map<string, Set<string>>()
  let bytes = 0

  const forget = (place: string, filter: string) => {
    const key = `${place} ${filter}`
    bytes -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
    const filters = filtersOf.get(place)
    filters?.delete(filter)
    if (filters?.size === 0) filtersOf.delete(place)
  }
  const forgetOldest = () => {
    for (const key of entries.keys()) {
      if (bytes <= mostBytes) return
      const space = key.indexOf(' ')
      forget(key.slice(0, space), key.slice(space + 1))
    }
  }
  const begin = (place: string, filter: string, make: () => Promise<MadeTile>) => {
    const key = `${place} ${filter}`
    const entry: Entry = { making: make(), bytes: ENTRY_BYTES }
    bytes += entry.bytes
    entries.set(key, entry)
    filtersOf.set(place, (filtersOf.get(place) ?? new Set()).add(filter))
    const stillKept = () => entries.get(key) === entry
    entry.making.then(
      ({ payload, gzip }) => {
        if (!stillKept()) return
        entry.bytes += payload.length + gzip.length
        bytes += payload.length + gzip.length
        forgetOldest()
      },
      () => stillKept() && forget(place, filter),
    )
    return entry.making
  }

  return {
    get: (tile, filter, make) => {
      const place = placeOf(tile)
      const key = `${place} ${filter}`
      const kept = entries.get(key)
      if (!kept) return begin(place, filter, make)
      entries.delete(key)
      entries.set(key, kept)
      return kept.making
    },
    drop: (tile) => {
      const place = placeOf(tile)
      for (const filter of [...(filtersOf.get(place) ?? [])]) forget(place, filter)
    },
    dropAll: () => {
      entries.clear()
      filtersOf.clear()
      bytes = 0
    },
    size: () => bytes,
  }
}

const placeOf = ({ z, x, y }: Tile) => `${z}/${x}/${y}`
