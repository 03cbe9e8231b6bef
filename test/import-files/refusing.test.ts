import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileRefusals } from '../../server/imports/files/table.ts'
import { peakMegabytes, readApart, refusal } from './reading.ts'
import { broken, hostile, otherKinds } from './refused.ts'
import { rowsXml, workbook } from './workbook.ts'

const SEED = 2569

describe('what is refused, each by its code', () => {
  test.each([...otherKinds, ...broken])('$what: $code', async ({ code, name, content, limits }) => {
    expect(await refusal(name, content(), limits)).toBe(code)
  })

  test.each(hostile)('$what: $code, with bounded memory', async ({ code, name, content, limits }) => {
    const bytes = content()
    const before = process.memoryUsage.rss() / 1e6
    const peak = await peakMegabytes(async () =>
      expect(await readApart(name, bytes, limits)).toMatchObject({ ok: false, code }),
    )
    expect(peak - before).toBeLessThan(350)
  })

  test('the tables above know every code', () => {
    const seen = new Set([...otherKinds, ...broken, ...hostile].map(({ code }) => code))
    expect(fileRefusals.filter((code) => !seen.has(code))).toEqual([])
  })

  test('a refusal says where', async () => {
    const reading = await readApart('a.csv', `ชื่อ,อำเภอ\nวัดสมมติ,${'ก'.repeat(2001)}\n`)
    expect(reading).toEqual({ ok: false, code: 'file-cell-too-long', at: { row: 2, column: 'B' } })
  })

  test('a file that fills the heap ends its thread, not the server', async () => {
    const properties = { ชื่อ: Array.from({ length: 400_000 }, () => ({})) }
    const json = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties }] })
    const reading = await readApart('a.json', json, { heapMegabytes: 12 })
    expect(reading).toEqual({ ok: false, code: 'file-expands-too-much' })
  })

  test('whatever is changed in a file, the answer is a table or a code', async () => {
    const json =
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"b"},"geometry":null}]}'
    const sheet = `<worksheet><sheetData>${rowsXml([
      ['ชื่อ', 'จำนวน'],
      ['วัดสมมติ', 3],
    ])}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`
    const book = workbook([{ rows: sheet }])
    const inside = (name: string) => (xml: Buffer) => workbook([{ rows: '' }], { parts: { [name]: xml } })
    const change = fc.tuple(
      fc.constantFrom<[Buffer, (changed: Buffer) => Buffer]>(
        [book, (bytes) => bytes],
        [Buffer.from(json), (bytes) => bytes],
        [Buffer.from(sheet), inside('xl/worksheets/sheet1.xml')],
        [Buffer.from('<sst><si><t>ก&amp;</t></si></sst>'), inside('xl/sharedStrings.xml')],
        [
          Buffer.from('<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'),
          inside('xl/styles.xml'),
        ],
      ),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
    )
    const answered = async ([[original, wrapped], changes]: [
      [Buffer, (changed: Buffer) => Buffer],
      [number, number][],
    ]) => {
      const bytes = Buffer.from(original)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      await refusal('a', wrapped(bytes))
    }
    await fc.assert(fc.asyncProperty(change, answered), { seed: SEED, numRuns: 600 })
  })
})
