import type { FacilityKind, Profile } from '../../../profiles/profile.ts'
import {
  answered,
  type Cells,
  type Choice,
  type Reading,
  type ReadingHow,
  RowCells,
  readChoice,
  suggest,
  textOfKept,
  withoutHealthRegion,
} from '../../imports/questions.ts'
import { readHours } from '../hours/opening-hours.ts'
import { nameKey } from '../name-key.ts'
import { publicText } from '../public-text.ts'
import { facilityFileFields } from './import-fields.ts'
import { readPhoneCells } from './import-phones.ts'
import { readPlace } from './import-place.ts'
import { readAdmits, readRoom, readValues, readWords } from './import-values.ts'
import { kindChoices, stateWords } from './import-words.ts'
import type { Told, ToldPlace } from './told.ts'

const nowhere: ToldPlace = { point: null, exactness: null, subdistrict: '', nearestWithin: null }

/** What the cells of a row say of a facility. Pure: beside what is there it is looked at later. */
export function readFacilityRow(from: Cells, profile: Profile, how: ReadingHow): Reading<Told> {
  const cells = new RowCells(withoutHealthRegion(from), how.answers)
  const { phones, extensions, phonesAsked } = readPhoneCells(cells)
  const words = (field: string) => readWords(cells, field, phones)
  const nameTh = words('name-th')
  if (nameTh === undefined && cells.text('name-th') === undefined) cells.wrong('name-th', 'required')
  const kind = readKind(cells, profile)
  const key = kind && nameTh ? nameKey(kind, nameTh) : ''
  // a name without a letter is none: nothing could be found by it again
  if (kind && nameTh !== undefined && key === '') cells.wrong('name-th', 'required')
  const place = readPlace(cells)
  const room = readRoom(cells, kind)
  const values = kind ? readValues(cells, kind, { phones, profile }) : {}
  const admits = kind && readAdmits(cells, kind, profile)
  const state = readState(cells)
  const told: Told = {
    kind: kind?.kind ?? '',
    nameTh: nameTh ?? '',
    nameKey: key,
    place: place ?? nowhere,
    values,
    ...present({
      nameEn: words('name-en'),
      ownCode: words('own-code'),
      agency: words('agency'),
      address: words('address'),
      ...(phones.length > 0 && { phones, extensions }),
      phonesAsked,
      state,
      hours: readHoursCell(cells),
      admits,
      cost: words('cost'),
      note: readNote(cells, phones, profile),
      ...room,
    }),
  }
  const point = place?.point ?? null
  return {
    value: told,
    problems: cells.problems,
    mended: cells.mended,
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(values: T): Present<T>
function present(values: object) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** What is told there, and below it what was said to be a remark or stood in brackets. */
function readNote(cells: RowCells, phones: readonly string[], profile: Profile): string | undefined {
  const told = readWords(cells, 'note', phones)
  const labels = new Map(facilityFileFields(profile).map(({ id, label }) => [id, label.th]))
  const kept = textOfKept(cells.kept, (field) => labels.get(field) ?? field)
  const lines = kept.map((line) => publicText(line, phones)).filter((line) => !told?.includes(line))
  const note = [told, ...lines].filter((line) => line !== undefined).join('\n')
  if (note.length <= MOST_NOTE) return note || undefined
  cells.wrong('note', 'too-long', { about: { most: String(MOST_NOTE) } })
  return told
}
const MOST_NOTE = 500

function readKind(cells: RowCells, { facilityKinds: kinds }: Profile): FacilityKind | undefined {
  const text = answered(cells, 'kind')
  const choices = kindChoices(kinds)
  const labels = (meant: readonly Choice[]) => suggest(...meant.flatMap(({ names }) => names[0] ?? []))
  if (text === undefined) {
    const named = readChoice(cells.text('name-th') ?? '', choices)
    cells.wrong('kind', 'required', { suggestions: named.ok ? [] : labels(named.meant) })
    return undefined
  }
  const read = readChoice(text, choices)
  if (read.ok && read.remark) cells.keep('kind', text)
  if (read.ok) return kinds.find(({ kind }) => kind === read.id)
  cells.wrong('kind', 'kind-unknown', { about: { written: text }, suggestions: labels(read.meant) })
  return undefined
}

function readState(cells: RowCells): Told['state'] {
  const text = answered(cells, 'state')
  if (text === undefined) return undefined
  const read = readChoice(text, stateWords)
  if (read.ok && read.remark) cells.keep('state', text)
  if (read.ok) return read.id
  const meant = read.meant.length > 0 ? read.meant : stateWords
  cells.wrong('state', 'choice-unknown', {
    about: { written: text },
    suggestions: suggest(...meant.flatMap(({ names }) => names[0] ?? [])),
  })
  return undefined
}

function readHoursCell(cells: RowCells): string | undefined {
  const text = cells.text('hours')
  if (text === undefined) return undefined
  const read = knownHours(text)
  if (read !== null) return read
  cells.wrong('hours', 'hours-unclear', { about: { written: text } })
  return undefined
}

/** Lists repeat few texts, and reading one takes a millisecond. */
const hoursRead = new Map<string, string | null>()
const MOST_HOURS = 2000

function knownHours(text: string): string | null {
  const known = hoursRead.get(text)
  if (known !== undefined) return known
  const read = readHours(text)
  if (hoursRead.size >= MOST_HOURS) hoursRead.clear()
  hoursRead.set(text, read.ok ? read.hours : null)
  return read.ok ? read.hours : null
}
