import { gridDisk, latLngToCell } from 'h3-js'
import type { HelpRequestInput } from '../../contract/help-requests.ts'
import type { FieldProblem } from '../../contract/problems.ts'
import { type Profile, problemsWithAnswers, readAnswers, triage } from '../../profiles/profile.ts'
import { areaPoint, insideThailand, isArea, subdistrictAt } from '../areas/questions.ts'
import { yearOf } from '../platform/days.ts'
import { refuse } from '../platform/problem.ts'
import { urgencyRank } from './case.ts'
import { noteWith, readToldPhones } from './told-phones.ts'

/** A request as understood: parsed at the edge, trusted inside. */
export type ReadRequest = ReturnType<typeof readRequest>

/** H3 resolution 8: hexagons about 1 km wide, the finest the public map shows. */
const RESOLUTION = 8
/** A phone's clock may be wrong, and a request may have waited in it without signal: three days are believed. */
const MOST_HOURS_OFFLINE = 72

/** Reads what was sent against the profile, the areas and the clock. Throws a refusal that names the fields. */
export function readRequest(input: HelpRequestInput, profile: Profile, now: Date) {
  const needs = input.needs.map(({ kind, answers }) => ({ kind, answers: answers ?? {} }))
  const tags = input.people?.tags ?? []
  refuseWrongAnswers(problemsWithAnswers(profile, needs, input.triage ?? {}), needs, tags, profile)
  const birthYear = readYear(input.person?.birthYear, now)
  const verdict = triage(profile, {
    needs,
    tags,
    ...(birthYear === null ? {} : { birthYear }),
    triage: input.triage ?? {},
    year: yearOf(now),
  })
  const answers = readAnswers(profile, needs, input.triage ?? {})
  const { beside, ...phones } = readToldPhones(input)
  return {
    needs: needs.map(({ kind }) => kind),
    answers: Object.fromEntries(answers.needs.map((need) => [need.kind, need.answers])),
    triage: answers.triage,
    urgency: urgencyRank[verdict.urgency],
    urgencyReasons: verdict.reasons.map(({ id }) => id),
    ...phones,
    note: noteWith(input.note, beside),
    birthYear,
    tags,
    place: readPlace(input.place),
    askedAt: readAskedAt(input.askedAt, now),
  }
}

const wrong = (path: string, code = 'wrong-format'): FieldProblem[] => [{ path, code }]

function refuseWrongAnswers(
  problems: readonly FieldProblem[],
  needs: readonly { kind: string }[],
  tags: readonly string[],
  profile: Profile,
): void {
  const known = new Set(profile.tags.map(({ id }) => id))
  const badTags = tags.flatMap((tag, i) =>
    known.has(tag) ? [] : [{ path: `/people/tags/${i}`, code: 'unknown-value' }],
  )
  const repeated = needs.flatMap(({ kind }, i) =>
    needs.findIndex((need) => need.kind === kind) < i ? [{ path: `/needs/${i}/kind`, code: 'repeated' }] : [],
  )
  const all = [...problems, ...badTags, ...repeated]
  if (all.length > 0) refuse('answers-wrong', all)
}

/** A birth year in พ.ศ. or ค.ศ., in any digits, as ค.ศ. */
function readYear(year: number | string | undefined, now: Date): number | null {
  if (year === undefined) return null
  const digits = String(year).replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  const number = /^\d{4}$/.test(digits) ? Number(digits) : 0
  const christian = number > 2400 ? number - 543 : number
  const newest = yearOf(now)
  if (christian < newest - 125 || christian > newest)
    refuse('invalid-input', wrong('/person/birthYear', 'out-of-range'))
  return christian
}

function readAskedAt(askedAt: string | undefined, now: Date): Date {
  const asked = askedAt === undefined ? now : new Date(askedAt)
  const earliest = new Date(now.getTime() - MOST_HOURS_OFFLINE * 3_600_000)
  return asked > now ? now : asked < earliest ? earliest : asked
}

/** The place of a request: its point if given, its subdistrict (as named, else the nearest), and its H3 cell. */
export function readPlace(place: HelpRequestInput['place']) {
  const { lon, lat, areaCode } = place
  if ((lon === undefined) !== (lat === undefined))
    refuse('place-needed', wrong(lon === undefined ? '/place/lon' : '/place/lat', 'required'))
  if (areaCode !== undefined && !isArea(areaCode))
    refuse('area-unknown', wrong('/place/areaCode', 'unknown-value'))
  const shared = {
    accuracyMetres: place.accuracyMetres === undefined ? null : Math.round(place.accuracyMetres),
    village: place.village || null,
    landmark: place.landmark || null,
  }
  if (lon === undefined || lat === undefined) {
    const code = areaCode ?? refuse('place-needed', wrong('/place/areaCode', 'required'))
    const point = areaPoint(code)
    return {
      ...shared,
      position: null,
      nearPoint: { x: point.lon, y: point.lat },
      exactness: 'area',
      subdistrictCode: code,
      cell: latLngToCell(point.lat, point.lon, RESOLUTION),
    }
  }
  if (!insideThailand(lon, lat))
    refuse('outside-thailand', [
      ...wrong('/place/lon', 'out-of-range'),
      ...wrong('/place/lat', 'out-of-range'),
    ])
  return {
    ...shared,
    position: { x: lon, y: lat },
    nearPoint: { x: lon, y: lat },
    exactness: place.exactness ?? (place.accuracyMetres === undefined ? 'pin' : 'gps'),
    subdistrictCode: areaCode ?? subdistrictAt(lon, lat).code,
    cell: latLngToCell(lat, lon, RESOLUTION),
  }
}

/** The cell and those around it: whatever is within a few hundred metres of a point lies in one of them. */
export const cellsAround = (cell: string): string[] => gridDisk(cell, 1)
