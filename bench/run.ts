import { benchIntake } from './intake.ts'

const benches: Record<string, (size: 'small' | 'full') => Promise<void>> = {
  intake: benchIntake,
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const size = process.argv.includes('--full') ? 'full' : 'small'
for (const [name, bench] of Object.entries(benches)) {
  if (named.length === 0 || named.includes(name)) await bench(size)
}
