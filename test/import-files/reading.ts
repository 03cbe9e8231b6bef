import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readContent } from '../../server/imports/files/read-content.ts'
import { readTableFile } from '../../server/imports/files/read-table-file.ts'
import {
  type FileLimits,
  type FileNote,
  FileRefused,
  type TableRow,
  usualLimits,
} from '../../server/imports/files/table.ts'

const folder = mkdtempSync(join(tmpdir(), 'import-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0

/** Puts a file on disk as an upload would. */
export function onDisk(name: string, content: Buffer | string) {
  const path = join(folder, `upload-${++count}`)
  writeFileSync(path, content)
  return { path, name }
}

/** Reads a table in this thread: what a file means does not need a thread of its own, which takes its time to start. */
export async function readTable(name: string, content: Buffer | string, limits: Partial<FileLimits> = {}) {
  const found = new Set<FileNote>()
  const asked = { name, declaredType: '', limits: { ...usualLimits, ...limits } }
  const { head, rows: batches } = await readContent(Buffer.from(content), asked, (note) => found.add(note))
  const rows: TableRow[] = []
  for await (const batch of batches) rows.push(...batch)
  const names = head.columns.map((column) => column.name)
  return { head, names, rows, cells: rows.map((row) => row.cells), notes: [...found].sort() }
}

/** The code a file is refused by in this thread, undefined if it is read. */
export const refusal = (name: string, content: Buffer | string, limits: Partial<FileLimits> = {}) =>
  readTable(name, content, limits).then(
    () => undefined,
    (error) => (error instanceof FileRefused ? error.code : Promise.reject(error)),
  )

/** Reads as the server does, in a thread of its own; the rows are dropped. */
export const readApart = (name: string, content: Buffer | string, limits: Partial<FileLimits> = {}) =>
  readTableFile(onDisk(name, content), { ...usualLimits, ...limits }, () => {})

/** Thai in Windows-874, and so in TIS-620. */
export const inWindows874 = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code >= 0xe01 && code <= 0xe5b ? code - 0xe01 + 0xa1 : code
    }),
  )

export const inUtf16 = (text: string, order: 'le' | 'be', mark: boolean) => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

/** The most memory the whole process held while something ran, in megabytes. */
export async function peakMegabytes(run: () => Promise<unknown>): Promise<number> {
  let peak = process.memoryUsage.rss()
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 5)
  await run()
  clearInterval(watch)
  return Math.max(peak, process.memoryUsage.rss()) / 1e6
}
