import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { verifiedFacility } from '../test/facilities-world.ts'
import { fileOf, goodRow } from '../test/imports/files.ts'
import { must } from '../test/world.ts'
import { words } from '../web/messages/th/desk-imports.ts'
import { firstOf, goodRows, messyFile, wrongRows } from './messy-file.ts'
import { faultsOf } from './page-checks.ts'
import { presses, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

/** What the header of two rows calls by a name nobody knows yet; the column beside it is known by its last word. */
const COLUMNS = { 'พิกัด เส้นแวง': 'ลองจิจูด' }

test(
  'a messy list of 500 places is brought in: three are mended, the good ones stand, all is taken back',
  inBrowsers(async (world) => {
    const desk = await world.desk(await world.as('coordinator'))
    const folder = await mkdtemp(join(tmpdir(), 'jitasa-stories-'))
    try {
      const file = join(folder, 'สถานที่-นนทบุรี.xlsx')
      await writeFile(file, await messyFile())
      await sendsFile(desk, file)
      await matchesHeadings(desk)
      await mendsThree(desk)
      await bringsIn(desk, world)
      await takesBack(desk, world)
    } finally {
      await rm(folder, { recursive: true })
    }
  }),
)

test(
  'an agency brings in its list on a phone: what is new waits for a coordinator, and the same file is known again',
  inBrowsers(async (world) => {
    const [coordinator, keeper] = [await world.as('coordinator'), await world.newcomer()]
    const { phone, name } = keeper
    must(
      await coordinator.call('POST /keepers', {
        body: { id: newId(), agency: 'หน่วยงานตัวอย่าง', phone, name },
      }),
    )
    const page = await world.phone(keeper)
    const file = { name: 'ของเรา.csv', mimeType: 'text/csv', buffer: await fileOf('csv', [goodRow()]) }
    await page.goto('/desk/imports/new')
    await page.getByLabel(words.send.drop).setInputFiles(file)
    await page.getByRole('link', { name: words.columns.go }).click()
    await presses(page, words.commit.all(1))
    await sees(page, words.done.awaits(1))
    expect(await faultsOf(page)).toEqual([])
    expect(await standing(world)).toBe(0)
    await page.getByRole('link', { name: words.done.another }).click()
    await page.getByLabel(words.send.drop).setInputFiles(file)
    await sees(page, words.sameFileOpen)
    await page.getByRole('link', { name: words.columns.go }).click()
    await sees(page, words.commit.nothing)
    await presses(page, words.commit.discard)
    await page.getByRole('button', { name: words.commit.discardDo }).dblclick()
    await sees(page, words.status.discarded)
  }),
)

test(
  'a facility closes for good while its list is brought in: that ends it, and what was written is taken back',
  inBrowsers(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id, body } = await verifiedFacility(world, { ownCode: 'ก-1' })
    const others = Array.from({ length: 500 }, (_, at) => goodRow({ ชื่อสถานที่: `จุดพักคอย สมมติ ${at + 1}` }))
    const known = { ชื่อสถานที่: body.name.th, ประเภท: 'รพ.สนาม', รหัสของหน่วยงาน: 'ก-1' }
    const buffer = await fileOf('csv', [...others, goodRow(known)])
    const page = await world.desk(coordinator)
    await page.goto('/desk/imports/new')
    await page.getByLabel(words.send.drop).setInputFiles({ name: 'ก.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('link', { name: words.columns.go }).click()
    await page.getByRole('link', { name: new RegExp(`^${words.show.look}\\s*0$`) }).waitFor()
    must(await coordinator.call('POST /facilities/:id/close', { params: { id }, body: { reason: 'ปิดแล้ว' } }))
    await presses(page, words.commit.all(501))
    await sees(page, words.done.turnedBad)
    await sees(page, words.done.failedWritten(500))
    expect(await faultsOf(page)).toEqual([])
    await presses(page, words.done.undo)
    await presses(page, words.done.undoDo(500))
    await sees(page, words.done.undone)
    expect(await standing(world)).toBe(0)
  }),
)

async function sendsFile(desk: Page, file: string): Promise<void> {
  await desk.goto('/desk/imports')
  await sees(desk, words.list.empty)
  await desk.getByRole('link', { name: words.bring }).click()
  await desk.getByLabel(words.send.drop).setInputFiles({
    name: 'ภาพถ่าย.xlsx',
    mimeType: 'image/png',
    buffer: Buffer.from('\x89PNG\r\n\x1a\n not a table', 'latin1'),
  })
  await desk.getByRole('alert').getByText('ภาพถ่าย.xlsx').waitFor()
  await desk.getByLabel(words.send.drop).setInputFiles(file)
}

async function matchesHeadings(desk: Page): Promise<void> {
  await sees(desk, 'หัวตารางมีสองแถว')
  for (const [heading, field] of Object.entries(COLUMNS))
    await desk.getByLabel(words.columns.choose(heading)).selectOption(field)
  // a second tap is the same one
  await desk.getByRole('button', { name: words.columns.goChanged }).dblclick()
  await sees(desk, words.figures.ready)
  await seesFigures(desk, { ready: goodRows, problem: wrongRows })
}

const seesFigures = async (desk: Page, { ready, problem }: Record<'ready' | 'problem', number>) => {
  const figure = (words: string, count: number) =>
    desk.getByRole('link', { name: new RegExp(`${words} ?${count} ?แถว`) }).waitFor()
  await figure(words.figures.ready, ready)
  await figure(words.figures.problem, problem)
}

/** One by a proposal, one by another, one by hand; then the page is loaded anew. */
async function mendsThree(desk: Page): Promise<void> {
  expect(await faultsOf(desk)).toEqual([])
  const row = (number: number) => desk.getByRole('row', { name: new RegExp(`^(แถว\\s)?${number} `) })
  const swapped = row(firstOf('swapped coordinates'))
  await swapped.getByRole('button', { name: words.propose.swap }).dblclick()
  await swapped.getByText(words.table.mendedNow).waitFor()
  const inWords = row(firstOf('a number in words'))
  await inWords.getByRole('button', { name: words.propose.use('30') }).click()
  await inWords.getByText(words.table.mendedNow).waitFor()
  const silent = row(firstOf('no phone'))
  await silent.getByRole('button', { name: words.propose.mend }).click()
  await silent.getByRole('textbox').fill('02-000-9999')
  await desk.keyboard.press('Enter')
  await silent.getByText(words.table.mendedNow).waitFor()
  await seesFigures(desk, { ready: goodRows + 3, problem: wrongRows - 3 })
  await desk.reload()
  await seesFigures(desk, { ready: goodRows + 3, problem: wrongRows - 3 })
}

async function bringsIn(desk: Page, { stranger }: BrowserWorld): Promise<void> {
  await presses(desk, words.commit.good(goodRows + 3))
  await sees(desk, words.done.title(goodRows + 3))
  await sees(desk, words.done.left(wrongRows - 3))
  expect(await faultsOf(desk)).toEqual([])
  expect(await standing({ stranger })).toBe(goodRows + 3)
  await desk.getByRole('link', { name: words.done.onMap }).click()
  await desk.waitForURL('**/map**')
  await desk.goto('/near?of=facilities&area=1206')
  await sees(desk, /ศูนย์พักคอย สมมติ \d+/)
}

async function takesBack(desk: Page, { stranger }: BrowserWorld): Promise<void> {
  await desk.goto('/desk/imports')
  await desk.getByRole('link', { name: 'สถานที่-นนทบุรี.xlsx' }).click()
  await presses(desk, words.done.undo)
  await desk.getByRole('button', { name: words.done.undoDo(goodRows + 3) }).dblclick()
  await sees(desk, words.done.undone)
  await sees(desk, words.done.undoneUnder)
  expect(await standing({ stranger })).toBe(0)
}

/** How many facilities everybody sees in the province. */
async function standing({ stranger }: Pick<BrowserWorld, 'stranger'>): Promise<number> {
  const { body } = must(await stranger().call('GET /facilities/counts', { query: { area: '12' } }))
  return body.items.reduce((sum, { count }) => sum + count, 0)
}
