import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Sequence } from './tables.ts'

const FILE = 'manifest.json'
const FORMAT = 'jitasa-care backup 1'

/** What a backup holds. It is written last: a folder without it is no whole backup. */
export type Manifest = {
  format: typeof FORMAT
  /** the moment all rows are of, by the database's clock */
  at: string
  migrations: { name: string; sha256: string }[]
  /** in the order in which they are restored */
  tables: { name: string; columns: string[]; rows: number }[]
  sequences: Sequence[]
}

/** The file of a table's rows. */
export const rowsFile = (folder: string, table: string): string => join(folder, `${table}.copy.gz`)

export function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): void {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 1)
  writeFileSync(join(folder, FILE), text, { mode: 0o600, flush: true })
}

/** Throws `CannotStart` when the folder is no whole backup. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, FILE)
  if (!existsSync(file))
    throw new CannotStart(`${folder} is no whole backup: there is no ${FILE} in it. Take another.`)
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'))
  if (manifest.format !== FORMAT)
    throw new CannotStart(`${file} was written by another version of the program; restore with that version.`)
  const missing = manifest.tables.filter(({ name }) => !existsSync(rowsFile(folder, name)))
  if (missing.length > 0)
    throw new CannotStart(
      `${folder} is no whole backup: the rows of ${missing.map(({ name }) => name).join(', ')} are gone.`,
    )
  return manifest
}
