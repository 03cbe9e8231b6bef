import { expect, test } from 'vitest'
import { edit, household, identityNumber, pull, push, remove, resident, visit } from './register-world.ts'
import { inWorld } from './world.ts'

test(
  'a day’s round from house to house arrives whole, with a receipt for each',
  inWorld(async ({ as }) => {
    const volunteer = await as('volunteer')
    const home = household({
      area: '12060101',
      houseNo: '๑๒/๓',
      landmark: 'บ้านรั้วเขียว',
      point: [100.506, 13.912],
    })
    const person = resident(home.record, {
      name: 'สมมติ ใจดี',
      birthYear: 2500,
      phone: '080-000-1234',
      wish: 'undecided',
      reasons: ['side-effects', 'no-transport'],
      doses: { 1: { brand: 'sinovac', on: '2021-08-01', place: null } },
      identity: { kind: 'thai', number: identityNumber() },
    })
    const receipts = await push(volunteer, [
      home,
      person,
      visit(person.record, { said: 'ขอคิดดูก่อน', wishBefore: 'does-not-want', wishAfter: 'undecided' }),
    ])
    expect(receipts.map(({ result }) => result)).toEqual(['done', 'done', 'done'])
    expect(receipts[0]?.receipt).toMatch(/^R-\d+-\d\d$/)

    const { households, residents, visits } = await pull(volunteer, '120601')
    expect(households).toMatchObject([
      { id: home.record, area: '12060101', houseNo: '12/3', point: [100.506, 13.912] },
    ])
    expect(residents).toMatchObject([
      {
        household: home.record,
        area: '12060101',
        birthYear: 1957,
        phone: '+66800001234',
        visits: 1,
        reasons: ['no-transport', 'side-effects'],
        doses: { 1: { brand: 'sinovac', on: '2021-08-01', place: null } },
        identity: { kind: 'thai', masked: expect.stringMatching(/^\d-\d{4}-xxxxx-x\d-\d$/) },
      },
    ])
    expect(visits).toMatchObject([{ resident: person.record, number: 1, said: 'ขอคิดดูก่อน' }])
  }),
)
