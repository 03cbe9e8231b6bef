import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { ask, follow } from './asking/requester.ts'
import { edit, household, pull, push, resident, visit } from './register-world.ts'
import { helpRequest, inWorld, must, registration } from './world.ts'

/** Spellings of 081-000-4719 that people use to get past a filter. */
const spelt = ['081/000/4719', '๐๘๑ - - - ๐๐๐ - - - ๔๗๑๙', '⓪⑧①⓪⓪⓪④⑦①⑨', 'ศูนย์แปดหนึ่งศูนย์ศูนย์ศูนย์สี่เจ็ดหนึ่งเก้า']
const told = `โทรหาลุง ${spelt.join(' หรือ ')} นะ`
const TELLTALE = /\/4719|๔๗๑๙|④⑦①⑨|สี่เจ็ด/

test(
  'numbers among the words of a case are read by its holder and nobody else',
  inWorld(async ({ stranger, as, volunteerOf }) => {
    const asked = await ask(stranger(), {
      ...{ needs: [{ kind: 'other', answers: { what: `โทร ${spelt[0]}` } }], note: told },
      reporter: { ...helpRequest().reporter, name: `สมมติ ${spelt[0]}`, relation: 'family' },
      person: { name: `สมมุติ ${spelt[1]}` },
      place: { areaCode: '120601', landmark: told, village: `หมู่ 4 ${spelt[2]}` },
    })
    const params = { followKey: asked.followKey }
    must(await stranger().call('POST /follow/:followKey/news', { params, body: { id: newId(), note: told } }))
    const [holder, other, coordinator] = [
      await as('volunteer'),
      await volunteerOf('1206'),
      await as('coordinator'),
    ]
    const byNumber = { params: { number: asked.number } }
    must(await holder.call('POST /help-requests/:number/claim', byNumber))
    must(await holder.call('POST /help-requests/:number/news', { ...byNumber, body: { note: told } }))
    const revealed = { ...byNumber, body: { who: 'reporter', reason: told } } as const
    must(await holder.call('POST /help-requests/:number/reveal-phone', revealed))
    const [held, ...seen] = await Promise.all(
      [holder, other, coordinator].map(
        async (who) => must(await who.call('GET /help-requests/:number', byNumber)).body,
      ),
    )
    expect(held).toMatchObject({ note: told, place: { landmark: told } })
    for (const one of seen) expect(JSON.stringify(one)).not.toMatch(TELLTALE)
    expect(seen[0]?.note).toBe('โทรหาลุง ••• หรือ ••• หรือ ••• หรือ ••• นะ')
    const audit = must(await coordinator.call('GET /audit', { query: {} })).body.items
    expect(audit.map(({ reason }) => reason)).toContain(seen[0]?.note)
    expect(audit.map(({ reason }) => reason).join()).not.toMatch(TELLTALE)
    const { reveals, timeline } = await follow(stranger(), asked)
    expect(JSON.stringify([reveals, timeline.filter(({ by }) => by !== 'requester')])).not.toMatch(TELLTALE)
  }),
)

test(
  'numbers among the words of the register are in no note, name or place of it',
  inWorld(async ({ volunteerOf }) => {
    const volunteer = await volunteerOf('120601')
    const home = household({ landmark: told, note: told })
    const person = resident(home.record, { name: `สมมติ ${spelt[0]}`, note: told, phone: '0800004444' })
    await push(volunteer, [home, person, visit(person.record, { said: told })])
    const { households, residents, visits } = await pull(volunteer, '120601')
    expect([households.length, residents.length, visits.length]).toEqual([1, 1, 1])
    expect(JSON.stringify([households, residents, visits])).not.toMatch(TELLTALE)
    expect(visits[0]?.said).toBe('โทรหาลุง ••• หรือ ••• หรือ ••• หรือ ••• นะ')
    expect(residents[0]?.phone).toBe('+66800004444')
  }),
)

test(
  'a number in the name or affiliation of a volunteer is nobody’s to read',
  inWorld(async ({ newcomer, as }) => {
    const body = {
      ...registration({ areas: ['1206'] }),
      name: `สมมติ ${spelt[0]}`,
      affiliation: `อบต. ${spelt[1]}`,
    }
    must(await (await newcomer()).call('POST /volunteers', { body }))
    const query = { status: 'pending' } as const
    const waiting = must(await (await as('coordinator')).call('GET /volunteers', { query })).body.items
    expect(waiting.map(({ name, affiliation }) => ({ name, affiliation }))).toEqual([
      { name: 'สมมติ •••', affiliation: 'อบต. •••' },
    ])
  }),
)

test(
  'a resident is found by the whole phone in any spelling, in the own areas only',
  inWorld(async ({ volunteerOf }) => {
    const [volunteer, neighbour] = [await volunteerOf('120601'), await volunteerOf('120602')]
    const home = household()
    const person = resident(home.record, { phone: '080-000-8042' })
    await push(volunteer, [home, person, resident(home.record, { phone: '0800008043' })])
    const find = async (who: typeof volunteer, words: string) =>
      must(await who.call('POST /register/find', { body: { words } })).body.items.map(({ id }) => id)
    for (const words of ['080-000-8042', '0800008042', '๐๘๐-๐๐๐-๘๐๔๒', '+66 80 000 8042', 'โทร 080/000/8042'])
      expect(await find(volunteer, words), words).toEqual([person.record])
    expect(await find(volunteer, '8042')).toEqual([])
    expect(await find(volunteer, '0008042')).toEqual([])
    expect(await find(neighbour, '0800008042')).toEqual([])
    await push(volunteer, [edit('resident', person.record, { phone: '0800008044' }, { base: 1_000_000 })])
    expect(await find(volunteer, '0800008042')).toEqual([])
    expect(await find(volunteer, '0800008044')).toEqual([person.record])
  }),
)
