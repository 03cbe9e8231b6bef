import ambulance from 'lucide:ambulance'
import bed from 'lucide:bed-double'
import building from 'lucide:building-2'
import car from 'lucide:car'
import clipboard from 'lucide:clipboard-list'
import cylinder from 'lucide:cylinder'
import flower from 'lucide:flower-2'
import heart from 'lucide:heart-handshake'
import hospital from 'lucide:hospital'
import house from 'lucide:house'
import parcel from 'lucide:package'
import pill from 'lucide:pill'
import shapes from 'lucide:shapes'
import stethoscope from 'lucide:stethoscope'
import syringe from 'lucide:syringe'
import tent from 'lucide:tent'
import testTube from 'lucide:test-tube'
import thermometer from 'lucide:thermometer'

const temple =
  '<path d="M12 2v3M4 11c3-.6 6.5-2.6 8-6 1.5 3.4 5 5.4 8 6M3 17c2-.5 3-2.5 3.5-6h11c.5 3.5 1.5 5.5 3.5 6M6.5 17v5M17.5 17v5M10 22v-5h4v5M3 22h18"/>'

/** Drawings a profile may name; data chooses them at run time, so they travel together. */
const drawings: Record<string, string> = {
  ambulance,
  'bed-double': bed,
  'building-2': building,
  car,
  'clipboard-list': clipboard,
  cylinder,
  'flower-2': flower,
  hospital,
  house,
  package: parcel,
  pill,
  shapes,
  stethoscope,
  syringe,
  temple,
  tent,
  'test-tube': testTube,
  thermometer,
}

/** For several kinds of things together: like none of them. */
export const SEVERAL_KINDS = 'shapes'

/** The drawing of this name; a hand and a heart for a name nobody has drawn yet. */
export const namedIcon = (name: string): string => drawings[name] ?? heart
