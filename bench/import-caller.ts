import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Import } from '../contract/imports.ts'
import { formOf } from '../test/imports/files.ts'
import type { Child } from './child.ts'

/** How long work takes, in seconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - start) / 1000 }
}

/** Oftener than the page looks: what is measured is not the looking. */
const LOOK_MS = 200

type Calling = { cookie: string; target: Import['target'] }

/** Brings files in over HTTP, as pages do. */
export function importCaller({ address }: Pick<Child, 'address'>, { cookie, target }: Calling) {
  const ask = async (path: string, init: RequestInit = {}): Promise<Import> => {
    const answer = await fetch(`${address}/api${path}`, {
      ...init,
      headers: { cookie, ...init.headers },
    })
    if (!answer.ok) throw new Error(`refused: ${await answer.text()}`)
    return answer.json()
  }
  /** Waits for a state, or for so many rows of the work that is going on. */
  const until = async (id: string, status: Import['status'], done = Number.POSITIVE_INFINITY) => {
    for (;;) {
      const one = await ask(`/imports/${id}`)
      if (one.status === status || one.done >= done) return one
      if (one.status === 'failed') throw new Error('the import failed')
      await pause(LOOK_MS)
    }
  }
  return {
    until,
    send: (bytes: Buffer) => {
      const { body, headers } = formOf(bytes, `${target}.xlsx`)
      return ask(`/imports/${target}`, { method: 'POST', body: new Uint8Array(body), headers })
    },
    commit: async (id: string, done?: number) => {
      const headers = { 'content-type': 'application/json' }
      await ask(`/imports/${id}/commit`, { method: 'POST', body: JSON.stringify({ rows: 'all' }), headers })
      return until(id, 'committed', done)
    },
  }
}

/** The most memory a process holds while it is watched, in megabytes. */
export function watchMemory(pid: number) {
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

/** What a process holds; where /proc does not tell, 0. */
export function residentMegabytes(pid: number): number {
  try {
    const [, kilobytes = 0] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return 0
  }
}
