import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Import } from '../contract/imports.ts'
import { profiles } from '../profiles/index.ts'
import { fileOf, formOf } from '../test/imports/files.ts'
import { inventedRows } from '../test/imports/invented.ts'
import { signInNational } from './accounts.ts'
import { type Child, startProduct } from './child.ts'
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
    const caller = await callerOf(product)
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

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - start) / 1000 }
}

async function callerOf(product: Child) {
  const cookie = await signInNational(product)
  const ask = async (path: string, init: RequestInit = {}): Promise<Import> => {
    const answer = await fetch(`${product.address}/api${path}`, {
      ...init,
      headers: { cookie, ...init.headers },
    })
    if (!answer.ok) throw new Error(`refused: ${await answer.text()}`)
    return answer.json()
  }
  const until = async (id: string, status: Import['status']) => {
    for (;;) {
      const one = await ask(`/imports/${id}`)
      if (one.status === status) return one
      if (one.status === 'failed') throw new Error('the import failed')
      await pause(100)
    }
  }
  return {
    until,
    send: (bytes: Buffer) => {
      const { body, headers } = formOf(bytes, 'facilities.xlsx')
      return ask('/imports/facilities', { method: 'POST', body: new Uint8Array(body), headers })
    },
    commit: async (id: string) => {
      const headers = { 'content-type': 'application/json' }
      await ask(`/imports/${id}/commit`, { method: 'POST', body: JSON.stringify({ rows: 'all' }), headers })
      return until(id, 'committed')
    },
  }
}

/** The most memory a process holds while it is watched, in megabytes. */
function watchMemory(pid: number) {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, residentMegabytes(pid))
  }, 100)
  return {
    stop: () => {
      clearInterval(timer)
      return most
    },
  }
}

/** Where /proc does not tell, 0. */
function residentMegabytes(pid: number): number {
  try {
    const [, kilobytes = 0] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return 0
  }
}
