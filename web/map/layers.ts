import { recall, remember } from '../phone-memory.ts'
import { profile } from '../profile.svelte.ts'
import { go, here } from '../router.svelte.ts'
import { withHere } from './filter.ts'

/** What the map shows: the requests, kinds of facilities, and of these only some. */
export type Layers = { requests: boolean; kinds: readonly string[]; only: readonly Only[] }
/** `open` now, with `room`, what was told is `fresh`. */
export type Only = (typeof ONLY)[number]

export const ONLY = ['open', 'room', 'fresh'] as const
const REQUESTS = 'requests'
/** In the address when every layer is off. */
const NOTHING = 'none'
const where = 'map-layers'

const allKinds = () => profile.now.facilityKinds.map(({ kind }) => kind)

/** The layers of the address: `?l=requests,hospital&open=1`. Without `l` it is all; kinds this event does not know are left out. */
export function layersHere(): Layers {
  const list = here.query.get('l')?.split(',')
  const isOn = (layer: string) => list?.includes(layer) ?? true
  return {
    requests: isOn(REQUESTS),
    kinds: allKinds().filter(isOn),
    only: ONLY.filter((one) => here.query.has(one)),
  }
}

/** Puts the layers into the address, so that a link shows the same, and keeps them on this phone. */
export function setLayers({ requests, kinds, only }: Layers): void {
  const all = requests && kinds.length === allKinds().length
  const list = [...(requests ? [REQUESTS] : []), ...kinds].join() || NOTHING
  const changes = {
    l: all ? undefined : list,
    ...Object.fromEntries(ONLY.map((one) => [one, only.includes(one) ? '1' : undefined])),
  }
  const kept = Object.entries(changes).flatMap(([name, value]) => (value ? [[name, value]] : []))
  remember(where, new URLSearchParams(kept).toString())
  go(withHere(changes), { replace: true })
}

/** An address that says nothing of layers gets those kept on this phone. */
export function takeUpKeptLayers(): void {
  if (['l', ...ONLY].some((name) => here.query.has(name))) return
  const kept = new URLSearchParams(recall(where) ?? '')
  if (kept.size > 0) go(withHere(Object.fromEntries(kept)), { replace: true })
}

/** How many layers are on. */
export const layersOn = ({ requests, kinds }: Layers): number => kinds.length + (requests ? 1 : 0)
