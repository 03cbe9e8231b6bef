import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { FileAsked } from './read-content.ts'
import type { WorkerWord } from './read-worker.ts'
import type { FileLimits, FileReading, TableHead, TableRow } from './table.ts'

/** A file on disk, under the name and type its sender gave it; neither is believed. */
export type FileOnDisk = { path: string; name: string; declaredType?: string }

/** Takes in some hundred rows; the next come when it is done. What it throws ends the reading and is thrown on. */
export type TakeRows = (rows: TableRow[], head: TableHead) => Promise<void> | void

/**
 * Reads a table from an untrusted file in a thread of its own, with bounded memory and time: the worst a file can do is
 * to end that thread, and is answered by a code. Rows handed over before a refusal are void. The time limit counts
 * reading only, not what `onRows` takes.
 */
export async function readTableFile(
  file: FileOnDisk,
  limits: FileLimits,
  onRows: TakeRows,
): Promise<FileReading> {
  const { size } = await stat(file.path)
  if (size > limits.fileBytes) return { ok: false, code: 'file-too-large' }
  const { path, name, declaredType = '' } = file
  const worker = startWorker({ path, name, declaredType, limits })
  const clock = countdown(limits.milliseconds)
  const talk = conversation(worker, onRows, clock)
  try {
    return await Promise.race([talk.reading, clock.over])
  } finally {
    talk.leave()
    clock.stop()
    await worker.terminate()
  }
}

/** The heap is bounded here; what lies outside it (packed bytes, shared texts) is bounded where it is made. */
function startWorker(asked: FileAsked): Worker {
  return new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: {
      maxOldGenerationSizeMb: asked.limits.heapMegabytes,
      maxYoungGenerationSizeMb: 16,
      stackSizeMb: 4,
    },
    // nothing of ours within reach of a file that breaks the reader
    env: {},
    execArgv: [],
  })
}

function conversation(worker: Worker, onRows: TakeRows, clock: Countdown) {
  let head: TableHead | undefined
  let left = false
  let taken = Promise.resolve()
  const take = async (rows: TableRow[]) => {
    if (!head || left) return
    clock.pause()
    await onRows(rows, head)
    clock.go()
    worker.postMessage('next')
  }
  const reading = new Promise<FileReading>((resolve, reject) => {
    // whatever ends the reading, the rows under way are taken in first
    const end = (settle: () => void) => taken.then(settle, reject)
    worker.on('message', (word: WorkerWord) => {
      if (word.say === 'head') head = word.head
      else if (word.say === 'end') end(() => resolve(word.reading))
      else taken = taken.then(() => take(word.rows))
      taken.catch(reject)
    })
    worker.on('error', (error) => {
      end(() =>
        isOutOfMemory(error) ? resolve({ ok: false, code: 'file-expands-too-much' }) : reject(error),
      )
    })
    worker.on('exit', () => end(() => reject(new Error('The thread that reads files ended without a word'))))
  })
  const leave = () => {
    left = true
  }
  return { reading, leave }
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

type Countdown = ReturnType<typeof countdown>

/** Time that can be stopped and goes on. */
function countdown(milliseconds: number) {
  let left = milliseconds
  let since = Date.now()
  let timer: NodeJS.Timeout | undefined
  let ring = () => {}
  const over = new Promise<FileReading>((resolve) => {
    ring = () => resolve({ ok: false, code: 'file-took-too-long' })
  })
  const stop = () => clearTimeout(timer)
  const go = () => {
    since = Date.now()
    stop()
    timer = setTimeout(ring, left)
  }
  const pause = () => {
    left = Math.max(0, left - (Date.now() - since))
    stop()
  }
  go()
  return { over, go, pause, stop }
}
