import { requestHelp } from '../../../contract/register.ts'
import { withoutIdentities } from '../../../profiles/identity.ts'
import { tagsInYear } from '../../../profiles/tags-by-age.ts'
import { type Actor, account } from '../../access/actor.ts'
import { nameOfAccount, phoneOfAccount } from '../../access/questions.ts'
import { askFor, numbersOf } from '../../help-requests/questions.ts'
import { yearOf } from '../../platform/days.ts'
import type { Context, Http, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { type Home, homesOf } from '../lists/listed-view.ts'
import type { ResidentRow } from '../write/record.ts'
import { lockResident, noteAt } from '../write/telling.ts'
import { insertRequest, readRequest, requestsOf } from './help-store.ts'

/** Years of age that a request for help believes. */
const OLDEST = 120

/** Help for who cannot get there: a request like any other, told by the volunteer for the resident. */
export function helpRoutes(http: Http<Actor>, parts: Parts): void {
  const { help } = parts.profile.register

  http.handle(requestHelp, async (input, context) => {
    const { db, actor, now } = context
    const there = await readRequest(db, input.request)
    if (there) {
      if (there.resident_id !== input.id || there.made_by !== account(actor).accountId) refuse('id-taken')
      context.again()
      const key = { provinceCode: there.province_code, id: there.help_request_id }
      return { number: (await numbersOf(db, [key])).get(key.id) ?? '' }
    }
    const resident = await lockResident(context, input.id)
    if (resident.gone !== null) refuse('record-gone')
    const need = input.help === 'home-visit' ? help.homeVisit : help.transport
    const earlier = await requestsOf(db, [resident.id])
    if (earlier.some((one) => one.outcome === null && one.need === need)) refuse('already-requested')
    const { number } = await askFor(db, await requestFor(resident, { input, need, context }), context, parts)
    await insertRequest(db, {
      ...{ province_code: resident.province_code, subdistrict_code: resident.subdistrict_code },
      ...{ help_request_id: input.request, resident_id: resident.id, need },
      ...{ made_by: account(actor).accountId, made_at: now, outcome: null, outcome_at: null },
    })
    await noteAt(context, resident, 'help-asked')
    return { number }
  })

  type Asking = { input: Input<typeof requestHelp>; need: string; context: Context<Actor> }

  /** The resident is the person, the volunteer who knows the door is the one to call. */
  const requestFor = async (resident: ResidentRow, { input, need, context }: Asking) => {
    const { db, actor } = context
    const { accountId } = account(actor)
    const home = (await homesOf(db, [resident])).get(resident.household_id)
    const name = await nameOfAccount(db, accountId)
    return {
      id: input.request,
      needs: [{ kind: need }],
      reporter: {
        phone: await phoneOfAccount(db, parts.crypto, accountId),
        relation: 'volunteer' as const,
        ...(name && { name }),
      },
      person: personOf(resident, yearOf(context.now)),
      people: { count: 1, tags: tagsOf(resident, yearOf(context.now)) },
      place: placeOf(resident, home),
      ...(input.note !== undefined && { note: withoutIdentities(input.note) }),
    }
  }
  const tagsOf = ({ tags, birth_year: birthYear }: ResidentRow, year: number) =>
    tagsInYear({ tags, birthYear }, year, parts.profile.tags).filter((tag) =>
      parts.profile.tags.some(({ id }) => id === tag),
    )

  const personOf = ({ name, phone_cipher, birth_year }: ResidentRow, year: number) => ({
    ...(name && { name }),
    ...(phone_cipher && { phone: parts.crypto.open(phone_cipher) }),
    ...(birth_year !== null && year - birth_year <= OLDEST && { birthYear: birth_year }),
  })
}

function placeOf({ subdistrict_code, area_code }: ResidentRow, home: Home | undefined) {
  const { lon = null, lat = null, house_no = null, landmark = null } = home ?? {}
  const words = [house_no, landmark].filter((part) => part !== null).join(' ')
  return {
    areaCode: subdistrict_code,
    ...(lon !== null && lat !== null && { lon, lat, exactness: 'pin' as const }),
    ...(area_code.length > 6 && { village: `หมู่ ${Number(area_code.slice(6))}` }),
    ...(words && { landmark: words }),
  }
}
