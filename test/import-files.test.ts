import { describe, expect, test } from 'vitest'
import { inUtf16, inWindows874, readTable } from './import-files/reading.ts'
import { rowsXml, workbook } from './import-files/workbook.ts'

describe('a table is read by its content', () => {
  const text = 'ชื่อ,อำเภอ,โทร\r\n"คลินิก ""สมมติ""\nชั้น 2",ปากเกร็ด,081-000-0001\r\n\r\nวัดสมมติ,เมือง,\r\n'
  const cells = [
    ['คลินิก "สมมติ"\nชั้น 2', 'ปากเกร็ด', '081-000-0001'],
    ['วัดสมมติ', 'เมือง', ''],
  ]
  const semicolons = text.replaceAll(',', ';')
  const tabs = text.replaceAll(',', '\t')
  test.each([
    ['UTF-8', text, 'utf-8', ','],
    ['UTF-8 with its mark', `\ufeff${text}`, 'utf-8', ','],
    ['semicolons', semicolons, 'utf-8', ';'],
    ['tabs', tabs, 'utf-8', '\t'],
    ['Windows-874', inWindows874(text), 'windows-874', ','],
    ['TIS-620 with semicolons', inWindows874(semicolons), 'windows-874', ';'],
    ['UTF-16 as Excel saves "Unicode text"', inUtf16(tabs, 'le', true), 'utf-16le', '\t'],
    ['UTF-16 the other way round', inUtf16(text, 'be', true), 'utf-16be', ','],
    ['UTF-16 without its mark', inUtf16(text, 'le', false), 'utf-16le', ','],
  ])('.csv in %s', async (_, content, encoding, delimiter) => {
    const table = await readTable('a.csv', content)
    expect(table.names).toEqual(['ชื่อ', 'อำเภอ', 'โทร'])
    expect(table.cells).toEqual(cells)
    expect(table.head).toMatchObject({ kind: 'csv', encoding, delimiter, headerRow: 1 })
    expect(table.rows.map(({ row }) => row)).toEqual([2, 4])
    expect(table.notes).toEqual([])
  })

  test('GeoJSON: properties and a point of each shape become columns, what has no place a problem at its row', async () => {
    const feature = (properties: object, geometry: object | null) => ({
      type: 'Feature',
      properties,
      geometry,
    })
    const point = (...coordinates: number[]) => ({ type: 'Point', coordinates })
    const features = [
      feature({ ชื่อ: 'คลินิกสมมติ', เตียง: 12, เปิด: true, note: 'a "},{" b\\' }, point(100.5, 13.9, 4)),
      feature({ ชื่อ: 'วัดสมมติ', lon: 1 }, { type: 'Polygon', coordinates: [[[100, 13]]] }),
      feature({ ชื่อ: 'พิกัดสมมติ' }, point(665, 1_520)),
      feature({ ชื่อ: 'เป็นเมตร' }, point(665_000, 1_520_000)),
      feature(
        { ชื่อ: 'เป็นรูป' },
        {
          type: 'Polygon',
          coordinates: [
            [
              [100, 13],
              [100.02, 13],
              [100.02, 13.02],
              [100, 13.02],
              [100, 13],
            ],
          ],
        },
      ),
      feature({ ชื่อ: 'ไม่มีที่' }, null),
    ]
    const json = JSON.stringify({ name: 'ชั้นข้อมูล', features, type: 'FeatureCollection' }, null, 1)
    const table = await readTable('a.geojson', json)
    expect(table.names).toEqual(['ชื่อ', 'เตียง', 'เปิด', 'note', 'lon', 'lat'])
    expect(table.cells[0]).toEqual(['คลินิกสมมติ', '12', 'true', 'a "},{" b\\', '100.5', '13.9'])
    expect(table.rows[0]?.hints).toEqual(['text', 'number', 'boolean', 'text', 'number', 'number'])
    expect(table.rows.map(({ problem }) => problem)).toEqual([
      undefined,
      'place-is-not-a-point',
      'place-outside-the-world',
      undefined,
      undefined,
      undefined,
    ])
    const places = table.cells.slice(1).map((row) => row.slice(-2))
    // the middle of a shape is worked out: to a millionth of a degree, a decimetre
    expect(
      places.map((pair) => pair.map((text) => (text === '' ? '' : String(Number(Number(text).toFixed(6)))))),
    ).toEqual([
      ['', ''],
      ['', ''],
      ['665000', '1520000'],
      ['100.01', '13.01'],
      ['', ''],
    ])
    const inGrid = {
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32647' } },
    }
    const grid = await readTable('b.geojson', JSON.stringify({ ...inGrid, features: features.slice(3, 4) }))
    expect(grid.cells[0]?.slice(-2).map((text) => Number(text).toFixed(3))).toEqual(['100.526', '13.745'])
  })

  test('GeoJSON: a giant name of a property is cut', async () => {
    const properties = { ['ก'.repeat(1_000_000)]: 'ข' }
    const json = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties }] })
    const { names, cells } = await readTable('a.geojson', json)
    expect(names).toEqual(['ก'.repeat(200), 'lon', 'lat'])
    expect(cells).toEqual([['ข', '', '']])
  })

  test('a wrong extension is read all the same, and told', async () => {
    const book = workbook([
      {
        rows: rowsXml([
          ['ชื่อ', 'อำเภอ'],
          ['วัดสมมติ', 'เมือง'],
        ]),
      },
    ])
    expect((await readTable('a.csv', book)).notes).toEqual(['name-does-not-fit-content'])
    expect((await readTable('a.xlsx', text)).notes).toEqual(['name-does-not-fit-content'])
    expect((await readTable('a.XLSX', book)).notes).toEqual([])
  })
})

describe('a workbook', () => {
  test('gives values as people see them: dates, Buddhist years, times, phones, codes, percentages', async () => {
    const formats = [
      'General',
      'yyyy-mm-dd',
      '[$-D07041E]d mmm yyyy;@',
      'hh:mm',
      '0000000000',
      'bbbb',
      '#,##0.00" บาท"',
    ]
    const styles = `<numFmts>${formats.map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map((_, at) => `<xf numFmtId="${170 + at}"/>`).join('')}<xf numFmtId="14"/></cellXfs>`
    const values: [string, string, string][] = [
      ['s="1"><v>46349</v>', '2026-11-23', 'date'],
      ['s="2"><v>46349</v>', '2026-11-23', 'date'],
      ['s="7"><v>46349.395833333336</v>', '2026-11-23T09:30', 'date-time'],
      ['s="1"><v>244676</v>', '2026-11-23', 'date'],
      ['s="5"><v>46349</v>', '2026-11-23', 'date'],
      ['s="3"><v>0.3958333333</v>', '09:30', 'time'],
      ['s="4"><v>810000001</v>', '0810000001', 'number'],
      ['s="0"><v>810000001</v>', '810000001', 'number'],
      ['s="6"><v>1500</v>', '1500', 'number'],
      ['><v>1.5E-7</v>', '0.00000015', 'number'],
      ['><v>1.234E+21</v>', '1234000000000000000000', 'number'],
      ['><v>-13.75</v>', '-13.75', 'number'],
      ['t="b"><v>1</v>', 'true', 'boolean'],
      ['t="e"><v>#REF!</v>', '#REF!', 'error'],
      ['t="d"><v>2026-11-23T00:00:00</v>', '2026-11-23', 'date'],
      ['t="s"><v>0</v>', 'คลินิก สมมติ', 'text'],
      ['t="str"><f>HYPERLINK("http://example.org/","ดู")</f><v>ดู</v>', 'ดู', 'text'],
      ['><f>1+1</f><v>2</v>', '2', 'number'],
      [
        't="inlineStr"><is><r><t>ก</t></r><r><t xml:space="preserve"> ข</t></r><rPh><t>x</t></rPh></is>',
        'ก ข',
        'text',
      ],
    ]
    const rows = values.map(
      ([cell], at) =>
        `<row r="${at + 2}" hidden="1"><c r="A${at + 2}" t="inlineStr"><is><t>ค่า</t></is></c><c r="B${at + 2}" ${cell}</c></row>`,
    )
    const strings = [' คลินิก\u200b\u00a0สมมติ\ufeff ']
    const table = await readTable(
      'a.xlsx',
      workbook([{ rows: rowsXml([['ชื่อ', 'ค่า']]) + rows.join('') }], { styles, strings }),
    )
    expect(table.rows.map(({ cells, hints }) => [cells[1], hints[1]])).toEqual(
      values.map(([, text, hint]) => [text, hint]),
    )
    expect(table.notes).toEqual([])
  })

  test('counts days from 1904 when it says so, and tells of formulas nobody worked out', async () => {
    const rows = `${rowsXml([['วันที่', 'จำนวน']])}<row r="2"><c r="A2" s="0"><v>44887</v></c><c r="B2"><f>1+1</f></c></row>`
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    const table = await readTable('a.xlsx', workbook([{ rows }], { styles, from1904: true }))
    expect(table.cells).toEqual([['2026-11-23', '']])
    expect(table.notes).toEqual(['formulas-without-value'])
  })

  test('is read from its first sheet with anything in it; the others are named', async () => {
    const rows = rowsXml([
      ['ชื่อ', 'อำเภอ'],
      ['วัดสมมติ', 'เมือง'],
    ])
    const table = await readTable(
      'a.xlsx',
      workbook([
        { rows, name: 'รายการ', hidden: true },
        { rows: '' },
        { rows, name: 'จริง' },
        { rows, name: 'เก่า' },
      ]),
    )
    expect(table.head).toMatchObject({ sheet: 'จริง', otherSheets: ['เก่า', 'รายการ'] })
    expect(table.notes).toEqual(['other-sheets-not-read'])
  })

  test('may have titles above its header and a header of two rows; row numbers stay those of the sheet', async () => {
    const rows = rowsXml(
      [
        ['บัญชีสถานที่ จังหวัดสมมติ', null, null, null, null, null],
        ['ข้อมูล ณ วันที่', '23 พ.ย. 2569', null, null, null, null],
        ['ลำดับ', 'ชื่อ', 'ที่อยู่', null, null, 'โทร'],
        [null, null, 'ตำบล', 'อำเภอ', 'จังหวัด', null],
        [1, 'คลินิกสมมติ', 'ปากเกร็ด', 'ปากเกร็ด', 'นนทบุรี', '081-000-0001'],
        [2, 'วัดสมมติ', 'บางพูด', 'ปากเกร็ด', 'นนทบุรี', null],
      ],
      3,
    )
    const merges = ['A3:F3', 'A5:A6', 'B5:B6', 'C5:E5', 'F5:F6']
    const table = await readTable('a.xlsx', workbook([{ rows, merges }]))
    expect(table.names).toEqual(['ลำดับ', 'ชื่อ', 'ที่อยู่ ตำบล', 'ที่อยู่ อำเภอ', 'ที่อยู่ จังหวัด', 'โทร'])
    expect(table.head.headerRow).toBe(6)
    expect(table.rows.map(({ row }) => row)).toEqual([7, 8])
    expect(table.notes).toEqual(['rows-above-header-skipped', 'two-row-header-joined'])
  })

  test('saved as .csv, its header of two rows is still joined; a sparse row of data is not taken for one', async () => {
    const joined = await readTable('a.csv', 'ลำดับ,ชื่อ,ที่อยู่,,โทร\n,,ตำบล,อำเภอ,\n1,วัดสมมติ,บางพูด,ปากเกร็ด,\n')
    expect(joined.names).toEqual(['ลำดับ', 'ชื่อ', 'ที่อยู่ ตำบล', 'ที่อยู่ อำเภอ', 'โทร'])
    const sparse = await readTable('a.csv', 'ชื่อ,ตำบล,อำเภอ\n,บางพูด,\nวัดสมมติ,บางพูด,ปากเกร็ด\n')
    expect(sparse.names).toEqual(['ชื่อ', 'ตำบล', 'อำเภอ'])
    expect(sparse.rows).toHaveLength(2)
  })

  test('may begin in any column, and have remarks beside the table', async () => {
    const rows = rowsXml([
      [null, 'ชื่อ', 'อำเภอ', null],
      [null, 'วัดสมมติ', 'เมือง', null],
      [null, 'ศาลาสมมติ', 'เมือง', 'ตรวจแล้ว'],
    ])
    const table = await readTable('a.xlsx', workbook([{ rows }]))
    expect(table.head.columns).toEqual([
      { name: 'ชื่อ', letter: 'B' },
      { name: 'อำเภอ', letter: 'C' },
    ])
    expect(table.cells[1]).toEqual(['ศาลาสมมติ', 'เมือง'])
    expect(table.notes).toEqual(['values-outside-columns'])
  })
})
