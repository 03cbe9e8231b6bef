import { v7 as newId } from 'uuid'
import { facility } from '../facilities-world.ts'
import { type Caller, must } from '../world.ts'
import { places, telltale } from './tell-tales.ts'

/** Near the tell-tale persons, and no place of theirs: where a facility is, everybody knows. */
const spot = { lon: 100.4851, lat: 7.0192, areaCode: places.crowd.areaCode }

type People = { stranger: Caller; helper: Caller; coordinator: Caller }

/**
 * Plants a public facility whose one bed is held, kept by the tell-tale helper, with a remark in words; and a proposal that
 * is not public.
 */
export async function plantFacilities({ stranger, helper, coordinator }: People) {
  const body = facility({ ...spot, name: { th: 'รพ.สนาม ที่ทุกคนเห็น' }, room: { total: 1, free: 1 } })
  must(await helper.call('POST /facilities', { body }))
  must(await coordinator.call('POST /facilities/:id/verify', { params: { id: body.id } }))
  const remark = { id: newId(), says: 'wrong' as const, note: telltale.requesterNews }
  must(await stranger.call('POST /facilities/:id/remarks', { params: { id: body.id }, body: remark }))
  const hold = { id: newId() }
  must(await helper.call('POST /facilities/:id/holds', { params: { id: body.id }, body: hold }))
  const { items } = must(await coordinator.call('GET /keepers', { query: { facility: body.id } })).body
  const keeperId = items[0]?.id ?? ''
  const name = { th: `ที่เสนอ ${telltale.volunteerAffiliation}` }
  const proposal = facility({ ...spot, name, note: telltale.note })
  must(await helper.call('POST /facilities', { body: proposal }))
  return { id: body.id, holdId: hold.id, remarkId: remark.id, keeperId, proposalId: proposal.id }
}
