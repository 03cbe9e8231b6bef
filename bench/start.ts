import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProduct } from './child.ts'
import { report } from './report.ts'

/** B11: from start to the first answer, on a new data folder and again. The clone's installing is not counted here. */
export async function benchStart(size: 'small' | 'full'): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jitasa-bench-'))
  const once = async () => {
    const began = performance.now()
    const product = await startProduct({ DATA_DIR: dataDir })
    const answer = await fetch(`${product.address}/readyz`)
    const seconds = (performance.now() - began) / 1000
    await product.stop()
    if (!answer.ok) throw new Error(`/readyz answered ${answer.status}`)
    return seconds
  }
  try {
    const first = await once()
    const again = [await once(), await once(), await once()].sort((a, b) => a - b)
    const restart = again[1] ?? 0
    report('B11-start', size, [
      { name: 'first start, new data folder, to first answer', value: first, unit: 's' },
      {
        name: 'restart to first answer, median of 3',
        value: restart,
        unit: 's',
        promise: '<= 3',
        kept: restart <= 3,
      },
    ])
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
