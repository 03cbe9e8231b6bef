import { readFile } from 'node:fs/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type FileAsked, readContent } from './read-content.ts'
import { type FileNote, type FileReading, FileRefused, type TableHead, type TableRow } from './table.ts'

/** What the worker tells, in this order. After each batch it waits to hear that the next may come. */
export type WorkerWord =
  | { say: 'head'; head: TableHead }
  | { say: 'rows'; rows: TableRow[] }
  | { say: 'end'; reading: FileReading }

/** Batches on their way at once: one is being taken in while the next is read. */
const BATCHES_AHEAD = 2

async function readTo(port: MessagePort, asked: FileAsked): Promise<FileReading> {
  const notes = new Set<FileNote>()
  const bytes = await readFile(asked.path)
  const { head, rows } = await readContent(bytes, asked, (note) => notes.add(note))
  tell(port, { say: 'head', head })
  const room = roomAhead(port)
  let rowCount = 0
  for await (const batch of rows) {
    if (batch.length === 0) continue
    await room.wait()
    tell(port, { say: 'rows', rows: batch })
    rowCount += batch.length
  }
  return { ok: true, head, rowCount, notes: [...notes] }
}

/** Every message from the parent gives room for one batch more. */
function roomAhead(port: MessagePort) {
  let room = BATCHES_AHEAD
  let wake = () => {}
  port.on('message', () => {
    room += 1
    wake()
  })
  return {
    async wait() {
      if (room === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      room -= 1
    },
  }
}

const tell = (port: MessagePort, word: WorkerWord) => port.postMessage(word)

function refusal(error: unknown): FileReading {
  if (!(error instanceof FileRefused)) throw error
  return error.at ? { ok: false, code: error.code, at: error.at } : { ok: false, code: error.code }
}

if (parentPort) {
  const reading = await readTo(parentPort, workerData).catch(refusal)
  tell(parentPort, { say: 'end', reading })
  parentPort.close()
}
