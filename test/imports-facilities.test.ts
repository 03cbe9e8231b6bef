import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifiedFacility } from './facilities-world.ts'
import { bring, commit, goodRow, type Row, readImport, rowsOf } from './imports/files.ts'
import { inWorld, must, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 30_000)
afterAll(() => world.close())

let count = 0
/** A name of its own for each row, in places of their own, so that rows of one test are not those of another. */
const place = () => ({
  ชื่อสถานที่: `จุดพักคอย แห่งที่ ${++count}`,
  ละติจูด: 13.9 + (count % 10) / 200,
  ลองจิจูด: 100.506 + Math.floor(count / 10) / 200,
})

/** What is found in one row that is changed as said. */
async function found(changed: Row) {
  const who = await world.as('coordinator')
  const { id } = await bring(world, who, [goodRow({ ...place(), ...changed })])
  const [row] = await rowsOf(who, id)
  if (!row) throw new Error('the row is gone')
  return { id, who, row }
}

describe('what is wrong in a row is said, with what would mend it', () => {
  const table: [what: string, changed: Row, code: string, suggestion: string | undefined][] = [
    [
      'latitude and longitude turned round',
      { ละติจูด: 100.506, ลองจิจูด: 13.912 },
      'lat-lon-swapped',
      '13.912, 100.506',
    ],
    ['a point in the sea', { ละติจูด: 8, ลองจิจูด: 95 }, 'outside-thailand', undefined],
    ['a point that is none', { ละติจูด: 'ตรงข้ามวัด' }, 'point-unclear', undefined],
    ['a kind nobody knows', { ประเภท: 'วัดมาปนกิจ' }, 'kind-unknown', 'วัดฌาปนกิจ'],
    ['no kind', { ประเภท: '' }, 'required', 'จุดพักคอย'],
    ['no name', { ชื่อสถานที่: '' }, 'required', undefined],
    ['a province that is another', { จังหวัด: 'เชียงใหม่' }, 'area-unsure', undefined],
    [
      'an area outside the own',
      { ตำบล: 'หาดใหญ่', อำเภอ: 'หาดใหญ่', จังหวัด: 'สงขลา', ละติจูด: '', ลองจิจูด: '' },
      'outside-scope',
      undefined,
    ],
    ['no place', { ตำบล: '', อำเภอ: '', จังหวัด: '', ละติจูด: '', ลองจิจูด: '' }, 'place-missing', undefined],
    ['only a district', { ตำบล: '', ละติจูด: '', ลองจิจูด: '' }, 'area-incomplete', undefined],
    ['no phone', { เบอร์โทร: '–' }, 'phone-missing', undefined],
    ['a phone that is none', { เบอร์โทร: '02-000-00' }, 'phone-wrong', undefined],
    [
      'a phone with a digit too few beside a right one',
      { เบอร์โทร: '02-000-0001, 080-000-123' },
      'phone-wrong',
      '02-000-0001',
    ],
    [
      'the phone in the address',
      { เบอร์โทร: '', ที่อยู่: '9 หมู่ 2 11120 โทรศัพท์ 02 000 0001 ต่อ 5' },
      'phone-missing',
      '02-000-0001 ต่อ 5',
    ],
    [
      'the phone in the name',
      { เบอร์โทร: '', ชื่อสถานที่: 'จุดพักคอย ในชื่อ (๐๘๐-๐๐๐-๑๒๓๔)' },
      'phone-missing',
      '080-000-1234',
    ],
    ['more free than there are', { ว่าง: 80, ทั้งหมด: 60 }, 'free-over-total', undefined],
    ['a number in words', { ว่าง: 'สามสิบ' }, 'not-a-number', '30'],
    ['less than nothing', { ว่าง: -1 }, 'out-of-range', undefined],
    ['hours nobody understands', { เวลาทำการ: 'แล้วแต่หมอสะดวก' }, 'hours-unclear', undefined],
    ['a state nobody knows', { สถานะ: 'เปด' }, 'choice-unknown', 'เปิด'],
    ['someone nobody lists', { รับใครได้บ้าง: 'เด็ก, รถเข็ญ' }, 'choice-unknown', 'เด็ก, รถเข็น'],
    ['a field of another kind', { พิธี: 'เผาทันที' }, 'not-of-kind', ''],
    ['a name too long', { ชื่อสถานที่: 'ก'.repeat(151) }, 'too-long', undefined],
  ]
  test.each(table)('%s', async (_, changed, code, suggestion) => {
    const { row } = await found(changed)
    expect(row.state).toBe('problem')
    const problem = row.problems.find((one) => one.code === code)
    expect(problem, JSON.stringify(row.problems)).toBeDefined()
    expect(problem?.serious).toBe(true)
    if (suggestion !== undefined)
      expect(problem?.suggestions.map(({ value }) => value).join('|')).toContain(suggestion)
  })

  test.each(table.filter(([, , , suggestion]) => suggestion))(
    '%s is mended by the first proposal',
    async (_, changed, code) => {
      const { id, who, row } = await found(changed)
      const problem = row.problems.find((one) => one.code === code)
      const [likeliest] = problem?.suggestions ?? []
      const field = problem?.field ?? ''
      const cells = { [field]: likeliest?.value ?? '' }
      const { body } = must(
        await who.call('POST /imports/:id/rows/:number/mend', {
          params: { id, number: row.number },
          body: { cells },
        }),
      )
      expect(body.problems).toEqual([])
      expect(body.state).toBe('new')
      expect((await readImport(who, id)).counts).toMatchObject({
        new: 1,
        changes: 0,
        same: 0,
        problem: 0,
        look: 0,
      })
    },
  )
})

describe('what is written in other ways is understood', () => {
  const table: [what: string, changed: Row, said: object][] = [
    [
      'Thai digits',
      { ว่าง: '๑๒', ทั้งหมด: '๔๐ เตียง', เบอร์โทร: '๐๒-๐๐๐-๐๐๐๑' },
      { room: { free: 12, total: 40 }, phones: ['+6620000001'] },
    ],
    ['both numbers in one cell', { ว่าง: '3 / 9', ทั้งหมด: '' }, { room: { free: 3, total: 9 } }],
    [
      'a point in one cell',
      { พิกัด: '13.9, 100.5', ละติจูด: '', ลองจิจูด: '' },
      { lon: 100.5, lat: 13.9, areaCode: '120601' },
    ],
    [
      'degrees, minutes, seconds',
      { พิกัด: `13°54'36"N 100°30'0"E`, ละติจูด: '', ลองจิจูด: '' },
      { lon: 100.5, lat: 13.91 },
    ],
    [
      'an area in one cell',
      { พื้นที่: 'ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี', ตำบล: '', อำเภอ: '', จังหวัด: '', ละติจูด: '', ลองจิจูด: '' },
      { areaCode: '120604', exactness: 'area' },
    ],
    [
      'an area in the address',
      { ที่อยู่: '99/9 หมู่ 2 ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี', ตำบล: '', อำเภอ: '', จังหวัด: '', ละติจูด: '', ลองจิจูด: '' },
      { areaCode: '120604' },
    ],
    [
      'several phones',
      { เบอร์โทร: 'โทร. 02-000-0001, 080-000-1234 หรือ 1669' },
      { phones: ['+6620000001', '+66800001234', '1669'] },
    ],
    ...(
      [
        ['0-2000-0001-4', '+6620000001'],
        ['074-230800-4', '+6674230800'],
        ['02-951-1170-76', '+6629511170'],
        ['0800001234 (คุณนิด)', '+66800001234'],
        ['โทร. 02-000-0001 โทรสาร 02-000-0002', '+6620000001'],
        ['(+66) 80-000-1234', '+66800001234'],
        ['02-590-1000 (10 คู่สาย)', '+6625901000'],
        ['080-000-1234\n080-000-5678', '+66800001234', '+66800005678'],
        ['+95 9 123 456 789', '+959123456789'],
        ['+856 20 5551 2345', '+8562055512345'],
        ['800001234', '+66800001234'],
      ] as const
    ).map(([written, ...phones]): [string, Row, object] => [
      written,
      { เบอร์โทร: written },
      { phones, extensions: [] },
    ]),
    ...(
      [
        ['02-000-0001 ต่อ 12', '12'],
        ['02-000-0001 ต่อ 1-4', '1-4'],
        ['02-000-0001 ext. 12', '12'],
        ['02-000-0001#12', '12'],
        ['๐๒-๐๐๐-๐๐๐๑ กด ๑๒', '12'],
      ] as const
    ).map(([written, extension]): [string, Row, object] => [
      written,
      { เบอร์โทร: written },
      { phones: ['+6620000001'], extensions: [{ phone: '+6620000001', extension }] },
    ]),
    ['hours in Thai', { เวลาทำการ: 'ทุกวัน 08.00-20.00 น.' }, { state: 'open' }],
    ['a state', { สถานะ: 'เต็ม' }, { state: 'full' }],
    ['a number of somebody else in the note', { หมายเหตุ: 'ญาติ 080-111-2222' }, { note: 'ญาติ •••' }],
  ]
  test.each(table)('%s', async (_, changed, said) => {
    const { who, id, row } = await found(changed)
    expect(row.problems).toEqual([])
    expect((await commit(world, who, id, 'all')).written).toBe(1)
    const [written] = await rowsOf(who, id)
    const kept = must(
      await who.call('GET /facilities/:id/kept', { params: { id: written?.targetId ?? '' } }),
    ).body
    expect(kept).toMatchObject({ verification: 'verified', confirmedBy: 'import', ...said })
  })

  test('a phone wrongly written is one problem, and what is left out of a cell is shown', async () => {
    const wrong = (await found({ เบอร์โทร: '080-000-123' })).row
    expect(wrong.problems.map(({ code, about }) => [code, about])).toEqual([
      ['phone-wrong', { written: '080-000-123', digits: '9' }],
    ])
    const range = (await found({ เบอร์โทร: '074-230800-4' })).row
    expect(range.mended).toContainEqual({ field: 'phones', from: '074-230800-4', to: '074-230-800' })
  })

  test('what was read otherwise than written is shown', async () => {
    const { row } = await found({ ว่าง: '๑๒', ตำบล: 'บางพลัด', ละติจูด: '', ลองจิจูด: '' })
    expect(row.mended).toContainEqual({ field: 'room-free', from: '๑๒', to: '12' })
    expect(row.mended).toContainEqual({ field: 'subdistrict', from: 'บางพลัด', to: 'บางพลับ' })
  })
})

test('a row like one before it waits, and goes when the other is mended', async () => {
  const who = await world.as('coordinator')
  const twins = place()
  const { id } = await bring(world, who, [goodRow(twins), goodRow(twins), goodRow(place())])
  const rows = await rowsOf(who, id)
  expect(rows.map(({ state }) => state)).toEqual(['new', 'problem', 'new'])
  expect(rows[1]?.problems).toMatchObject([{ code: 'duplicate-row', about: { row: '2' } }])
  const body = { cells: { 'name-th': 'จุดพักคอย อีกแห่ง' } }
  must(await who.call('POST /imports/:id/rows/:number/mend', { params: { id, number: 2 }, body }))
  expect((await rowsOf(who, id)).map(({ state }) => state)).toEqual(['new', 'new', 'new'])
  expect((await readImport(who, id)).counts).toMatchObject({ new: 3, problem: 0 })
})

test('the same file again changes nothing; a file with other numbers changes those alone', async () => {
  const who = await world.as('coordinator')
  const rows = [goodRow(place()), goodRow({ ...place(), รหัสของหน่วยงาน: 'A-1', หน่วยงาน: 'เทศบาลตัวอย่าง' })]
  const first = await bring(world, who, rows)
  expect((await commit(world, who, first.id, 'all')).written).toBe(2)
  const second = await bring(world, who, rows)
  expect(second.counts).toMatchObject({ new: 0, changes: 0, same: 2, problem: 0, look: 0 })
  expect(second.sameFileAs?.id).toBe(first.id)
  expect((await commit(world, who, second.id, 'all')).written).toBe(0)

  const moved = rows.map((row, at) => (at === 1 ? { ...row, ชื่อสถานที่: 'จุดพักคอย ชื่อใหม่', ว่าง: 5 } : row))
  const third = await bring(world, who, moved)
  expect(third.counts).toMatchObject({ changes: 1, same: 1 })
  const [changed] = await rowsOf(who, third.id, 'changes')
  expect(changed?.changes).toEqual([
    { field: 'name-th', before: rows[1]?.ชื่อสถานที่, after: 'จุดพักคอย ชื่อใหม่' },
    { field: 'room-free', before: '12', after: '5' },
  ])
  expect((await commit(world, who, third.id, 'all')).written).toBe(1)
  const id = changed?.targetId ?? ''
  const history = must(await who.call('GET /facilities/:id/history', { params: { id } })).body.items
  expect(history.map(({ kind, as }) => [kind, as])).toEqual([
    ['imported', 'import'],
    ['imported', 'import'],
  ])
  expect(history[0]?.changes).toMatchObject({ free: [12, 5] })
})

test('what others made is found by kind, name and place, and not by name alone', async () => {
  const who = await world.as('coordinator')
  const { id, body } = await verifiedFacility(world, { lon: 100.48, lat: 13.95, areaCode: '120601' })
  const row = goodRow({ ชื่อสถานที่: body.name.th, ประเภท: 'รพ.สนาม', ละติจูด: 13.951, ลองจิจูด: 100.48 })
  const near = await bring(world, who, [row])
  expect((await rowsOf(who, near.id))[0]).toMatchObject({ state: 'changes', targetId: id })
  const far = await bring(world, who, [{ ...row, ละติจูด: 13.96 }])
  expect((await rowsOf(who, far.id))[0]).toMatchObject({ state: 'new', targetId: null })
  const like = await bring(world, who, [{ ...row, ชื่อสถานที่: 'รพ.สนาม ชื่ออื่นเลย', เบอร์โทร: '0800008000' }])
  expect((await rowsOf(who, like.id, 'look'))[0]).toMatchObject({
    state: 'new',
    problems: [{ code: 'maybe-same', serious: false }],
  })
})

test(
  'a whole import is taken back: what was new goes, what was changed is as before, what was touched since stays',
  inWorld(async (world) => {
    const who = await world.as('coordinator')
    const { id: old, body } = await verifiedFacility(world, { lon: 100.48, lat: 13.95 })
    const before = must(await who.call('GET /facilities/:id/kept', { params: { id: old } })).body
    await world.later({ minutes: 1 })
    const { id } = await bring(world, who, [
      goodRow(place()),
      goodRow(place()),
      goodRow({ ชื่อสถานที่: body.name.th, ประเภท: 'รพ.สนาม', ละติจูด: 13.95, ลองจิจูด: 100.48, ว่าง: 1, ทั้งหมด: 99 }),
    ])
    expect((await commit(world, who, id, 'all')).written).toBe(3)
    expect(must(await who.call('GET /facilities/:id/kept', { params: { id: old } })).body.room).toMatchObject(
      { total: 99 },
    )
    await world.later({ minutes: 1 })
    const [first, touched] = await rowsOf(who, id)
    must(
      await who.call('POST /facilities/:id/confirm', { params: { id: touched?.targetId ?? '' }, body: {} }),
    )
    must(await who.call('POST /imports/:id/undo', { params: { id }, body: {} }))
    await world.settle()
    expect(await readImport(who, id)).toMatchObject({ status: 'undone', written: 1 })
    expect((await who.call('GET /facilities/:id', { params: { id: first?.targetId ?? '' } })).status).toBe(
      404,
    )
    expect((await who.call('GET /facilities/:id', { params: { id: touched?.targetId ?? '' } })).status).toBe(
      200,
    )
    expect(must(await who.call('GET /facilities/:id/kept', { params: { id: old } })).body).toEqual(before)
    const again = await who.call('POST /imports/:id/undo', { params: { id }, body: {} })
    expect(again.code).toBe('import-ended')
  }),
)

test(
  'a keeper of an agency brings in what is the agency’s: proposed, and nothing of others',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const agency = 'เทศบาลตัวอย่าง'
    const first = await bring(world, coordinator, [
      goodRow({ ...place(), หน่วยงาน: agency, รหัสของหน่วยงาน: '1' }),
      goodRow(place()),
    ])
    await commit(world, coordinator, first.id, 'all')
    const [theirs, others] = await rowsOf(coordinator, first.id)
    const keeper = await world.newcomer()
    const grant = { id: newId(), agency, phone: keeper.phone, name: keeper.name }
    must(await coordinator.call('POST /keepers', { body: grant }))

    const row = (cells: ReturnType<typeof goodRow>) => ({ ...cells, หน่วยงาน: '', รหัสของหน่วยงาน: '' })
    const name = (from: typeof theirs) => ({
      ...{ ชื่อสถานที่: from?.cells['name-th'] ?? '' },
      ...{ ละติจูด: from?.lat ?? 0, ลองจิจูด: from?.lon ?? 0 },
    })
    const { id } = await bring(world, keeper, [
      row(goodRow({ ...name(theirs), ว่าง: 3 })),
      row(goodRow({ ...name(others), ว่าง: 3 })),
      row(goodRow(place())),
      row(goodRow({ ...place(), ตำบล: 'หาดใหญ่', อำเภอ: 'หาดใหญ่', จังหวัด: 'สงขลา', ละติจูด: '', ลองจิจูด: '' })),
    ])
    const rows = await rowsOf(keeper, id)
    expect(rows.map(({ state, problems }) => problems[0]?.code ?? state)).toEqual([
      'changes',
      'outside-scope',
      'new',
      'outside-scope',
    ])
    expect((await commit(world, keeper, id, 'good')).written).toBe(2)
    const proposed = (await rowsOf(keeper, id))[2]?.targetId ?? ''
    expect((await world.stranger().call('GET /facilities/:id', { params: { id: proposed } })).status).toBe(
      404,
    )
    const kept = must(await keeper.call('GET /facilities/:id/kept', { params: { id: proposed } })).body
    expect(kept).toMatchObject({ verification: 'proposed', agency })
  }),
)
