import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Import, ImportRow } from '../../contract/imports.ts'
import { type WrittenCell, type WrittenColumn, writeTable } from '../../server/imports/files/write-table.ts'
import type { Answer, Caller, World } from '../world.ts'
import { must } from '../world.ts'

export type FileKind = 'xlsx' | 'csv' | 'geojson'
export type Row = Record<string, WrittenCell>

/** A table as the bytes of a file; the columns are those of all rows, in order. */
export function fileOf(kind: FileKind, rows: readonly Row[]): Promise<Buffer> {
  const columns = [...new Set(rows.flatMap(Object.keys))].map(
    (name): WrittenColumn =>
      kind === 'geojson' && (name === 'lon' || name === 'lat') ? { name, place: name } : { name },
  )
  const cells = rows.map((row) => columns.map(({ name }) => row[name] ?? null))
  return buffer(Readable.from(writeTable({ kind, columns, rows: cells, sheet: 'แผ่นงาน1' })))
}

const BOUNDARY = 'boundary-of-a-test'

/** A body as browsers send a form with one file, and its headers. */
export function formOf(bytes: Buffer, name = 'facilities.csv', field = 'file') {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } }
}

/** Sends a file to be brought in. */
export async function upload(
  who: Caller,
  bytes: Buffer,
  name?: string,
  target: Import['target'] = 'facilities',
): Promise<Answer<Import>> {
  const { body, headers } = formOf(bytes, name)
  return (await who.send('POST', `/api/imports/${target}`, body, headers)) as Answer<Import>
}

/** Sends rows as a file, and waits until they are checked. */
export async function bring(
  { settle }: Pick<World, 'settle'>,
  who: Caller,
  rows: readonly Row[],
  kind: FileKind = 'csv',
): Promise<Import> {
  const { body } = must(await upload(who, await fileOf(kind, rows), `facilities.${kind}`))
  await settle()
  return readImport(who, body.id)
}

export const readImport = async (who: Caller, id: string): Promise<Import> =>
  must(await who.call('GET /imports/:id', { params: { id } })).body

type State = ImportRow['state'] | 'mended' | 'look' | 'open' | 'left'

export async function rowsOf(who: Caller, id: string, state?: State): Promise<ImportRow[]> {
  const query = { limit: 200, ...(state && { state }) }
  return must(await who.call('GET /imports/:id/rows', { params: { id }, query })).body.items
}

/** Writes it, and waits until that is done. */
export async function commit(
  { settle }: Pick<World, 'settle'>,
  who: Caller,
  id: string,
  rows: 'all' | 'good' = 'good',
): Promise<Import> {
  must(await who.call('POST /imports/:id/commit', { params: { id }, body: { rows } }))
  await settle()
  return readImport(who, id)
}

/** A row that nothing is wrong with, in อำเภอปากเกร็ด, changed as said. */
export const goodRow = (changed: Row = {}): Row => ({
  ชื่อสถานที่: 'จุดพักคอย ตัวอย่าง 1',
  ประเภท: 'จุดพักคอย',
  ละติจูด: 13.912,
  ลองจิจูด: 100.506,
  ตำบล: 'ปากเกร็ด',
  อำเภอ: 'ปากเกร็ด',
  จังหวัด: 'นนทบุรี',
  เบอร์โทร: '02-000-0001',
  ว่าง: 12,
  ทั้งหมด: 40,
  ...changed,
})
