import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { A4, linesOf, openPdf } from '../server/platform/pdf.ts'
import { household, identityNumber, push, resident } from './register-world.ts'
import { type Caller, openWorld, type Volunteer, type World } from './world.ts'

let world: World
let volunteer: Volunteer
const first = household({ area: '12060107', houseNo: '10' })
const second = household({ area: '12060107', houseNo: '9/1' })
beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  const number = identityNumber()
  await push(volunteer, [
    first,
    second,
    resident(first.record, {
      name: 'สมมติ บนกระดาษ',
      identity: { kind: 'thai', number },
      phone: '0810000009',
    }),
    ...Array.from({ length: 7 }, (_, at) => resident(second.record, { name: `สมมติ คนที่${at}` })),
  ])
}, 30_000)
afterAll(() => world.close())

const form = async (who: Caller, query = '') => {
  const answer = await who.send('GET', `/api/register/paper-form${query}`)
  return { status: answer.status, body: String(answer.body) }
}
/** Sheets of a PDF: objects of the type Page. */
const sheets = (pdf: string) => pdf.match(/\/Type \/Page\b/g)?.length ?? 0

describe('the form on paper', () => {
  test('is blank, an A4 sheet', async () => {
    const { status, body } = await form(volunteer)
    expect([status, body.slice(0, 5), sheets(body)]).toEqual([200, '%PDF-', 1])
    expect(body).toContain(`[0 0 ${A4.width} ${A4.height}]`)
  })

  test('is filled in for a household, or for each of a village, with more sheets where more people live', async () => {
    expect(sheets((await form(volunteer, `?household=${first.record}`)).body)).toBe(1)
    expect(sheets((await form(volunteer, `?household=${second.record}`)).body)).toBe(2)
    expect(sheets((await form(volunteer, '?area=12060107')).body)).toBe(3)
    // a village nobody is known of yet
    expect(sheets((await form(volunteer, '?area=12060199')).body)).toBe(1)
  })

  test('is made for the own areas only, and written down', async () => {
    expect((await form(volunteer, '?area=10010101')).status).toBe(403)
    const stranger = await world.volunteerOf('1205')
    expect((await form(stranger, `?household=${first.record}`)).status).toBe(404)
    expect((await form(world.stranger())).status).toBe(401)
    const rows = await world.parts.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('action', '=', 'register/paper-form')
      .execute()
    expect(rows).toContainEqual(expect.objectContaining({ subject: first.record }))
  })
})

describe('Thai in a PDF', () => {
  const pdf = openPdf('ทดสอบ')
  const lines = (text: string, width: number) => linesOf(pdf, text, { size: 12, width })

  test('breaks between words, never within one or before a mark', () => {
    const text = 'น้ำท่วมบ้านผู้ป่วยติดเตียงต้องการรถรับส่งไปโรงพยาบาล (ด่วน) เก่ง ๆ'
    for (const width of [60, 80, 120]) {
      const broken = lines(text, width)
      expect(broken.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const line of broken) expect(line).not.toMatch(/^[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e)ๆ]/)
      expect(broken.some((line) => line.endsWith('(') || line.endsWith('โรงพยา'))).toBe(false)
    }
  })

  test('keeps the lines somebody has made', () => {
    expect(lines('หนึ่ง\nสอง', 200)).toEqual(['หนึ่ง', 'สอง'])
  })
})
