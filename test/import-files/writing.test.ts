import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../server/imports/files/cell-text.ts'
import { readTableFile } from '../../server/imports/files/read-table-file.ts'
import { usualLimits } from '../../server/imports/files/table.ts'
import { type WrittenCell, writeTable } from '../../server/imports/files/write-table.ts'
import { onDisk, peakMegabytes, readTable } from './reading.ts'

const SEED = 2569

describe('what is written is read again', () => {
  const nasty = fc.constantFrom(
    '=1+1',
    "'=1",
    "''",
    '+66810000001',
    '-',
    '@cmd',
    '\t=x',
    '＝1',
    '_x0041_',
    '__x000D_',
    '"',
    ',;\t',
    'ก\nข',
    '\r\n=1',
    '0810000001',
    '1e5',
    'true',
    '#org',
    'น้ำ',
    'กุ่',
    '<b>&amp;',
    ']]>',
    '\ud800',
    '😀',
    'e\u0301',
    ' x ',
  )
  const text = fc.oneof(
    nasty,
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.array(nasty, { maxLength: 3 }).map((parts) => parts.join('')),
  )
  const cell = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  )
  const row = fc.tuple(fc.constant('สถานที่สมมติ'), cell, cell, cell)
  const columns = ['ชื่อ', 'ค่า ก', 'ค่า ข', '=ค่า ค'].map((name) => ({ name, tag: '#org' }))

  test.each(['xlsx', 'csv', 'geojson'] as const)('.%s: the same cells, whatever they are', async (kind) => {
    const same = async (rows: WrittenCell[][]) => {
      const bytes = await buffer(writeTable({ kind, columns, rows, sheet: 'ข้อมูล', withTags: true }))
      const shown = rows.map((cells) => cells.map(asRead))
      const expected = kind === 'geojson' ? shown.map((cells) => [...cells, '', '']) : shown
      expect((await readTable('a', bytes)).cells).toEqual(expected)
    }
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), same), {
      seed: SEED,
      numRuns: 150,
    })
  })

  /** A cell as reading gives it back; the notation of numbers has tests of its own. */
  const asRead = (value: WrittenCell) => {
    if (typeof value === 'string') return cellText(value)
    if (typeof value !== 'number') return String(value ?? '')
    return expect.toSatisfy((text: string) => Number(text) === value && !text.includes('e'))
  }

  test('points of a GeoJSON go and come as lon and lat', async () => {
    const columns = [
      { name: 'lon', place: 'lon' as const },
      { name: 'ชื่อ' },
      { name: 'lat', place: 'lat' as const },
    ]
    const rows: WrittenCell[][] = [
      [100.5, 'คลินิกสมมติ', 13.9],
      [null, 'ไม่มีที่', null],
    ]
    const bytes = await buffer(writeTable({ kind: 'geojson', columns, rows, sheet: 'ข้อมูล' }))
    expect(JSON.parse(bytes.toString()).features[0].geometry).toEqual({
      type: 'Point',
      coordinates: [100.5, 13.9],
    })
    expect((await readTable('a', bytes)).cells).toEqual([
      ['คลินิกสมมติ', '100.5', '13.9'],
      ['ไม่มีที่', '', ''],
    ])
  })

  test('.csv opens as Thai in Excel, runs nothing, and carries HXL tags in its second row', async () => {
    const columns = [{ name: 'ชื่อ', tag: '#org' }, { name: 'เตียง' }]
    const bytes = await buffer(
      writeTable({
        kind: 'csv',
        columns,
        rows: [
          ['=HYPERLINK("x")', -3],
          ['a, "b"', null],
        ],
        sheet: '',
        withTags: true,
      }),
    )
    expect(bytes.toString()).toBe('\ufeffชื่อ,เตียง\r\n#org,\r\n"\'=HYPERLINK(""x"")",-3\r\n"a, ""b""",\r\n')
    const table = await readTable('a.csv', bytes)
    expect(table.head.columns[0]).toEqual({ name: 'ชื่อ', letter: 'A', tag: '#org' })
    expect(table.rows.map(({ row }) => row)).toEqual([3, 4])
  })
})

describe('memory and order', () => {
  function* manyRows(count: number): Generator<WrittenCell[]> {
    for (let n = 0; n < count; n++) {
      const place = [100 + n / 1e6, 13 + n / 1e6]
      yield [
        `สถานที่สมมติ ${n}`,
        'ต.ปากเกร็ด',
        'นนทบุรี',
        ...place,
        n,
        true,
        null,
        '081-000-0001',
        'ก',
        `ข${n}`,
        'หมายเหตุ',
      ]
    }
  }
  const columns = Array.from({ length: 12 }, (_, at) => ({ name: `คอลัมน์ ${'กขคงจฉชซญดตถ'[at]}` }))

  test('100,000 rows of 12 columns are written and read with bounded memory', async () => {
    const before = process.memoryUsage.rss() / 1e6
    let count = 0
    const peak = await peakMegabytes(async () => {
      const bytes = await buffer(
        writeTable({ kind: 'xlsx', columns, rows: manyRows(100_000), sheet: 'ข้อมูล' }),
      )
      const reading = await readTableFile(onDisk('a.xlsx', bytes), usualLimits, (rows) => {
        count += rows.length
      })
      expect(reading).toMatchObject({ ok: true, rowCount: 100_000 })
    })
    expect(count).toBe(100_000)
    expect(peak - before).toBeLessThan(300)
  })

  test('the reader waits for who takes the rows in, and gives them in order', async () => {
    const bytes = await buffer(writeTable({ kind: 'csv', columns, rows: manyRows(3000), sheet: '' }))
    const rows: number[] = []
    let busy = 0
    let most = 0
    await readTableFile(onDisk('a.csv', bytes), usualLimits, async (batch) => {
      most = Math.max(most, ++busy)
      await new Promise((resolve) => setTimeout(resolve, 2))
      rows.push(...batch.map(({ row }) => row))
      busy -= 1
    })
    expect(most).toBe(1)
    expect(rows).toEqual(Array.from({ length: 3000 }, (_, at) => at + 2))
  })

  test('who takes the rows in may stop the reading by an error, which comes back', async () => {
    const bytes = await buffer(writeTable({ kind: 'csv', columns, rows: manyRows(3000), sheet: '' }))
    const reading = readTableFile(onDisk('a.csv', bytes), usualLimits, () => {
      throw new Error('enough')
    })
    await expect(reading).rejects.toThrow('enough')
  })

  test('the time of who takes the rows in is not the time of the reader', async () => {
    const bytes = await buffer(writeTable({ kind: 'csv', columns, rows: manyRows(400), sheet: '' }))
    const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 1000))
    const reading = await readTableFile(onDisk('a.csv', bytes), { ...usualLimits, milliseconds: 1800 }, slow)
    expect(reading.ok).toBe(true)
  })
})
