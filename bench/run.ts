import { benchFacilityTiles } from './facility-tiles.ts'
import { benchImport } from './import.ts'
import { benchImportResidents } from './import-residents.ts'
import { benchIntake } from './intake.ts'
import { benchNear } from './near.ts'
import { benchNearest } from './nearest.ts'
import { writePerformancePage } from './performance.ts'
import { benchRegister } from './register.ts'
import { benchStart } from './start.ts'
import { benchSync } from './sync.ts'
import { benchGrowth, benchTiles } from './tiles.ts'
import { benchVisit } from './visit.ts'

const benches: Record<string, (size: 'small' | 'full') => Promise<void>> = {
  intake: benchIntake,
  tiles: benchTiles,
  'facility-tiles': benchFacilityTiles,
  growth: benchGrowth,
  near: benchNear,
  nearest: benchNearest,
  import: benchImport,
  'import-residents': benchImportResidents,
  register: benchRegister,
  sync: benchSync,
  visit: benchVisit,
  start: benchStart,
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const size = process.argv.includes('--full') ? 'full' : 'small'
for (const [name, bench] of Object.entries(benches)) {
  if (named.length === 0 || named.includes(name)) await bench(size)
}
writePerformancePage()
