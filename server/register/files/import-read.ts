import type { Profile } from '../../../profiles/profile.ts'
import { readPhones } from '../../access/questions.ts'
import { type Cells, optionChoices, type Reading, RowCells } from '../../imports/questions.ts'
import { withoutNumbers } from '../own-words.ts'
import { shownPhone } from './import-cells.ts'
import { readAge, readBirthYear, readDay } from './import-days.ts'
import { readHome } from './import-home.ts'
import { readIdentityCells } from './import-identity.ts'
import type { ToldResident } from './import-told.ts'
import { readAs, readDoses, readInfected, readOne, readSeveral, readTags, readText } from './import-values.ts'
import { sexWords, wishWords } from './import-words.ts'

const MOST_NAME = 120
const MOST_NOTE = 500
const RECORD = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What the cells of a row say of a resident. Pure: beside what is there it is looked at later. */
export function readResidentRow(from: Cells, profile: Profile): Reading<ToldResident> {
  const cells = new RowCells(from)
  const { register } = profile
  const nationality = readOne(cells, 'nationality', optionChoices(register.nationalities))
  const id = readRecord(cells)
  const name = readName(cells)
  if (name === undefined && id === undefined) cells.wrong('name', 'required')
  const home = readHome(cells)
  const told: ToldResident = {
    ...home,
    ...present({
      ...{ id, name, nationality },
      identity: readIdentityCells(cells, nationality),
      birthYear: readAs(cells, 'birth-year', readBirthYear) ?? readAs(cells, 'birth-date', readBirthYear),
      age: readAs(cells, 'age', readAge),
      sex: readOne(cells, 'sex', sexWords),
      phone: readPhone(cells),
      ...readTags(cells, profile),
      wish: readOne(cells, 'wish', wishWords),
      reasons: readSeveral(cells, 'reasons', optionChoices(register.reasons)),
      ...readDoses(cells, register),
      infectedMonth: readInfected(cells),
      nextVisitOn: readAs(cells, 'next-visit', readDay),
      note: readText(cells, 'note', MOST_NOTE),
    }),
  }
  const { lon = null, lat = null } = home.point ?? {}
  return { value: told, problems: cells.problems, mended: cells.mended, lon, lat }
}

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
  const whole = withoutNumbers(`${title}${name} ${surname}`.replace(/\s+/g, ' ').trim())
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
    cells.wrong('phone', 'phone-wrong', { about: { written: text, digits }, doubtful: true })
    return undefined
  }
  if (more || phones.length > 1 || wrong.length > 0 || phone.extension !== null)
    cells.mend('phone', text, shownPhone(phone.number) ?? '')
  return phone.number
}
