import { withTitle } from '../../../profiles/person-name.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { readPhones } from '../../access/questions.ts'
import {
  type Cells,
  optionChoices,
  type Reading,
  type ReadingHow,
  RowCells,
  readChoice,
  textOfKept,
  withoutHealthRegion,
} from '../../imports/questions.ts'
import { nextVisitSpan } from '../day-rules.ts'
import { withoutNumbers } from '../own-words.ts'
import { shownPhone } from './import-cells.ts'
import { readOne, readSeveral, readWith } from './import-choices.ts'
import { readBorn, readDayCell, readInfected } from './import-day-cells.ts'
import { readDoses } from './import-doses.ts'
import { residentFileFields } from './import-fields.ts'
import { readHome } from './import-home.ts'
import { readIdentityCells } from './import-identity.ts'
import { MOST_NOTE } from './import-note.ts'
import type { ToldResident } from './import-told.ts'
import { readTags, readText } from './import-values.ts'
import { readWish } from './import-wish.ts'
import { sexWords } from './import-words.ts'

const MOST_NAME = 120
const RECORD = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What the cells of a row say of a resident. Pure: beside what is there it is looked at later. */
export function readResidentRow(from: Cells, profile: Profile, how: ReadingHow): Reading<ToldResident> {
  const cells = new RowCells(withoutHealthRegion(from), how.answers)
  const by = { ...how, profile }
  const { register } = profile
  const nationality = readNationality(cells, profile)
  const id = readRecord(cells)
  const name = readName(cells)
  if (name === undefined && id === undefined) cells.wrong('name', 'required')
  const home = readHome(cells)
  const born = readBorn(cells, by)
  const told: ToldResident = {
    ...home,
    ...born,
    ...present({
      ...{ id, name, nationality },
      identity: readIdentityCells(cells, nationality),
      sex: readOne(cells, 'sex', sexWords),
      phone: readPhone(cells),
      ...readTags(cells, profile),
      wish: readWith(cells, 'wish', readWish),
      reasons: readSeveral(cells, 'reasons', optionChoices(register.reasons)),
      ...readDoses(cells, { ...by, birthYear: born.birthYear }),
      infectedMonth: readInfected(cells, by),
      nextVisitOn: readDayCell(cells, 'next-visit', { ...by, span: nextVisitSpan(by) }),
      note: readText(cells, 'note', MOST_NOTE),
    }),
  }
  const kept = textOfKept(cells.kept, (field) => labelsOf(profile).get(field) ?? field).map(withoutNumbers)
  const { lon = null, lat = null } = home.point ?? {}
  const value = kept.length > 0 ? { ...told, kept } : told
  return { value, problems: cells.problems, mended: cells.mended, lon, lat }
}

const labelsKnown = new WeakMap<Profile, ReadonlyMap<string, string>>()

function labelsOf(profile: Profile): ReadonlyMap<string, string> {
  const known = labelsKnown.get(profile)
  if (known) return known
  const labels = new Map(residentFileFields(profile).map(({ id, label }) => [id, label.th]))
  labelsKnown.set(profile, labels)
  return labels
}

const readNationality = (cells: RowCells, { register }: Profile) =>
  readWith(cells, 'nationality', (text) =>
    readChoice(text, optionChoices(register.nationalities), { names: true }),
  )

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(values: T): Present<T>
function present(values: object) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function readRecord(cells: RowCells): string | undefined {
  const text = cells.text('record')
  if (text === undefined || RECORD.test(text)) return text?.toLowerCase()
  cells.wrong('record', 'record-unknown')
  return undefined
}

/** Title, first name and surname may stand in one cell or in three. */
function readName(cells: RowCells): string | undefined {
  const [title = '', name = '', surname = ''] = ['title', 'name', 'surname'].map((field) => cells.text(field))
  const whole = withoutNumbers(`${withTitle(title, name)} ${surname}`.replace(/\s+/g, ' ').trim())
  if (name === '' && surname === '') return undefined
  if (whole.length <= MOST_NAME) return whole
  cells.wrong('name', 'too-long', { about: { most: String(MOST_NAME) } })
  return undefined
}

/** The first number of a cell; what else stands there is told as left out. One that is none is a doubt. */
function readPhone(cells: RowCells): string | undefined {
  const text = cells.text('phone')
  if (text === undefined) return undefined
  const { phones, wrong, more } = readPhones(text)
  const [phone] = phones.filter(({ number }) => number.startsWith('+'))
  if (!phone) {
    const digits = String(wrong[0]?.length ?? '')
    cells.leave('phone', 'phone-wrong', { written: text, about: { digits } })
    return undefined
  }
  if (more || phones.length > 1 || wrong.length > 0 || phone.extension !== null)
    cells.mend('phone', text, shownPhone(phone.number) ?? '')
  return phone.number
}
