import { profiles } from '../profiles/index.ts'
import { fileOf } from '../test/imports/files.ts'
import { inventedRows } from '../test/imports/invented.ts'
import { signInNational } from './accounts.ts'
import { startProduct } from './child.ts'
import { importCaller, residentMegabytes, timed, watchMemory } from './import-caller.ts'
import { report } from './report.ts'

const MOST_SECONDS = 60
/** Beyond what the server holds at rest, where program and areas are. */
const MOST_MEGABYTES = 400

/** B6 for facilities: a file of 20,000 sent, checked and written, with progress; then sent again, when all is the same. */
export async function benchImport(size: 'small' | 'full'): Promise<void> {
  const count = size === 'full' ? 20_000 : 5000
  const seconds = (MOST_SECONDS * count) / 20_000
  const file = await fileOf('xlsx', inventedRows(profiles[0], count))
  const product = await startProduct({ LOG_LEVEL: 'info' })
  try {
    const caller = importCaller(product, { cookie: await signInNational(product), target: 'facilities' })
    const rest = residentMegabytes(product.pid)
    const memory = watchMemory(product.pid)
    const sent = await timed(() => caller.send(file))
    const checked = await timed(() => caller.until(sent.value.id, 'ready'))
    const written = await timed(() => caller.commit(sent.value.id))
    const again = await caller.send(file)
    const second = await caller.until(again.id, 'ready')
    const all = sent.seconds + checked.seconds + written.seconds
    const most = memory.stop() - rest
    report('B6-facilities', size, [
      { name: `a file of ${count} facilities, sent and read`, value: sent.seconds, unit: 's' },
      { name: 'checked', value: checked.seconds, unit: 's' },
      { name: 'written', value: written.seconds, unit: 's' },
      { name: 'in all', value: all, unit: 's', promise: `<= ${seconds}`, kept: all <= seconds },
      {
        name: 'written of them',
        value: written.value.written,
        unit: '',
        promise: `${count}`,
        kept: written.value.written === count,
      },
      {
        name: 'the same when sent again',
        value: second.counts.same,
        unit: '',
        promise: `${count}`,
        kept: second.counts.same === count,
      },
      {
        name: 'memory of the server beyond that at rest',
        value: most,
        unit: 'MB',
        promise: `<= ${MOST_MEGABYTES}`,
        kept: most <= MOST_MEGABYTES,
      },
    ])
  } finally {
    await product.stop()
  }
}
