import { expect, test } from 'vitest'
import { type Asking, ask, follow, proofOf } from './asking/requester.ts'
import { inWorld, must } from './world.ts'

/** Some 60 metres from where the first asked: another reading of the same house, or the house next door. */
const nextDoor = { lon: 100.5065, lat: 13.9122, areaCode: '120601' }
const mine = '0800009999'

const others: [string, Asking][] = [
  ['another person', { person: { name: 'สมมุติ เพื่อนบ้าน' }, reporter: { phone: mine, relation: 'neighbour' } }],
  ['another need', { needs: [{ kind: 'vaccination' }] }],
  ['another place', { place: { areaCode: '120604' } }],
]
test(
  'one phone may ask for many: another person, need or place is a case of its own',
  inWorld(async ({ stranger }) => {
    await ask(stranger())
    for (const [what, changed] of others) {
      const asked = await ask(stranger(), changed)
      expect((await follow(stranger(), asked)).status, what).toBe('waiting')
    }
  }),
)

test(
  'the same need next door from another phone stays open, marked for the coordinator, who may link it and undo that',
  inWorld(async ({ stranger, as }) => {
    const coordinator = await as('coordinator')
    const lead = await ask(stranger())
    const near = await ask(stranger(), { reporter: { phone: '0850000002' }, place: nextDoor })
    const listed = await coordinator.call('GET /help-requests', {
      query: { attention: 'may-be-duplicate' },
    })
    expect(listed.body.items.map(({ number }) => number)).toEqual([near.number])
    const params = { number: near.number }
    const { body } = await coordinator.call('GET /help-requests/:number', { params })
    expect(body.duplicates).toEqual([{ number: lead.number, linked: false }])
    expect(body.likely).toMatchObject([{ number: lead.number, why: ['same-need', 'same-place'] }])
    // neighbours are no household: each is a case of its own in every list
    expect(listed.body.items).toMatchObject([{ group: null }])
    const link = { params, body: { lead: lead.number } }
    must(await coordinator.call('POST /help-requests/:number/link-duplicate', link))
    expect(await follow(stranger(), near)).toMatchObject({
      outcome: 'duplicate',
      duplicateOf: { number: null },
    })
    must(await coordinator.call('POST /help-requests/:number/unlink-duplicate', { params }))
    const undone = await follow(stranger(), near)
    expect(undone).toMatchObject({ status: 'waiting', outcome: null, duplicateOf: null })
  }),
)

test(
  'is told beforehand to the proven owner of the phone, and to nobody else',
  inWorld(async ({ stranger, sms }) => {
    const asked = await ask(stranger())
    await ask(stranger(), { reporter: { phone: '0850000002' } })
    const phoneProof = await proofOf(mine, { stranger, sms })
    const likely = await stranger().call('POST /help-requests/duplicates', { body: { phoneProof } })
    expect(likely.body.items).toMatchObject([
      { number: asked.number, followUrl: asked.followUrl, status: 'waiting', needs: ['supplies'] },
    ])
    for (const made of [
      mine,
      'AAAA',
      `${phoneProof}A`,
      phoneProof.replace(/(?<=^.{30})./, (one) => (one === 'A' ? 'B' : 'A')),
    ]) {
      const body = { phoneProof: made }
      expect((await stranger().call('POST /help-requests/duplicates', { body })).code).toBe(
        'phone-proof-invalid',
      )
    }
  }),
)
