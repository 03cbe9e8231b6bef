import type { Import } from '../../contract/imports.ts'
import { fileOf, formOf, goodRow } from '../imports/files.ts'
import { type Caller, must } from '../world.ts'
import { telltale } from './tell-tales.ts'

/** A file of the tell-tale coordinator that is full of them, sent and not written. */
export async function plantImport(coordinator: Caller): Promise<{ importId: string }> {
  const told = {
    ชื่อสถานที่: telltale.landmark,
    หมายเหตุ: telltale.note,
    ที่อยู่: telltale.village,
    เบอร์โทร: telltale.reporterPhone,
  }
  const { body, headers } = formOf(await fileOf('csv', [goodRow(told)]), `${telltale.coordinatorName}.csv`)
  const answer = must(await coordinator.send('POST', '/api/imports/facilities', body, headers))
  const { id } = answer.body as Import
  return { importId: id }
}
