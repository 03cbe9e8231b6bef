import type { FacilityInput } from '../../../contract/facility-keeping.ts'
import type { FieldProblem } from '../../../contract/problems.ts'
import type { FacilityKind, Profile } from '../../../profiles/profile.ts'
import {
  areaPoint,
  areasAt,
  fitTogether,
  insideThailand,
  isArea,
  whereInThailand,
} from '../../areas/questions.ts'
import { refuse } from '../../platform/problem.ts'
import { readHours } from '../hours/opening-hours.ts'
import { nameKey } from '../name-key.ts'
import { type FacilityPhones, MOST_PHONES, readFacilityPhones } from '../phones.ts'
import { publicText } from '../public-text.ts'
import { readValues } from './read-values.ts'

const wrong = (path: string, code = 'wrong-format'): FieldProblem[] => [{ path, code }]

/** What is told of a facility, as understood: parsed at the edge, trusted inside. Throws a refusal that names the fields. */
export function readFacilityInput(input: FacilityInput, profile: Profile) {
  const kind =
    profile.facilityKinds.find((one) => one.kind === input.kind) ??
    refuse('invalid-input', wrong('/kind', 'unknown-value'))
  const { phones, extensions } = readPhones(input.phones)
  const words = (text: string | undefined) => (text ? publicText(text, phones) : null)
  if (input.name.th === '') refuse('invalid-input', wrong('/name/th', 'required'))
  if (input.room && !kind.room) refuse('invalid-input', wrong('/room', 'unknown-value'))
  return {
    kind,
    columns: {
      kind: kind.kind,
      name_th: publicText(input.name.th, phones),
      name_en: words(input.name.en),
      name_key: nameKey(kind, input.name.th),
      ...readFacilityPlace(input),
      ...{
        phones,
        extensions,
        address: words(input.address),
        cost: words(input.cost),
        note: words(input.note),
      },
      hours: input.hours ? readOpening(input.hours) : null,
      admits: readAdmits(kind, input.admits ?? []),
      own_code: input.ownCode || null,
    },
    agency: words(input.agency),
    state: input.state,
    room: input.room,
    values: readValues(kind, input.values ?? {}, phones),
  }
}
export type ReadFacility = ReturnType<typeof readFacilityInput>

/** Phones as they are stored, each once; one text may hold several. `path` is the list's place in the input. */
export function readPhones(texts: readonly string[], path = '/phones'): FacilityPhones {
  const read = readFacilityPhones(texts)
  const problems = read.wrong.flatMap((at) => wrong(`${path}/${at}`))
  if (problems.length > 0) refuse('phone-invalid', problems)
  if (read.phones.length > MOST_PHONES) refuse('invalid-input', wrong(path, 'too-many'))
  return read
}

function readOpening(text: string): string {
  const read = readHours(text)
  return read.ok ? read.hours : refuse('hours-unclear', wrong('/hours'))
}

function readAdmits(kind: FacilityKind, admits: readonly string[]): string[] {
  const unknown = admits.flatMap((id, i) =>
    kind.admits.includes(id) ? [] : wrong(`/admits/${i}`, 'unknown-value'),
  )
  if (unknown.length > 0) refuse('invalid-input', unknown)
  return kind.admits.filter((id) => admits.includes(id))
}

type Place = Pick<FacilityInput, 'lon' | 'lat' | 'areaCode' | 'exactness'>

/** Where it is: its point and the subdistrict named, or else nearest; of a place known by area only, the middle of it. */
export function readFacilityPlace({ lon, lat, areaCode, exactness }: Place) {
  if ((lon === undefined) !== (lat === undefined))
    refuse('place-needed', wrong(lon === undefined ? '/lon' : '/lat', 'required'))
  if (areaCode !== undefined && !isArea(areaCode)) refuse('area-unknown', wrong('/areaCode', 'unknown-value'))
  if (lon === undefined || lat === undefined) {
    const code = areaCode ?? refuse('place-needed', wrong('/areaCode', 'required'))
    const middle = areaPoint(code)
    return { subdistrict_code: code, lon: middle.lon, lat: middle.lat, exactness: 'area' }
  }
  if (!insideThailand(lon, lat))
    refuse('outside-thailand', [...wrong('/lon', 'out-of-range'), ...wrong('/lat', 'out-of-range')])
  if (areaCode !== undefined && !fitTogether(lon, lat, areaCode))
    refuse('point-area-apart', wrong('/areaCode', 'out-of-range'))
  const code = areaCode ?? areaOfPoint(lon, lat)
  return { subdistrict_code: code, lon, lat, exactness: exactness ?? 'pin' }
}

/** The subdistrict of a point for which none is named; refuses where it may lie in two provinces, or abroad. */
function areaOfPoint(lon: number, lat: number): string {
  const likely = areasAt(lon, lat)
  const provinces = new Set(likely.map(({ code }) => code.slice(0, 2)))
  const [best] = likely
  if (!best || provinces.size > 1 || whereInThailand(lon, lat) === 'abroad')
    return refuse('area-unsure', wrong('/areaCode', 'required'))
  return best.code
}
