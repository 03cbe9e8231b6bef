import type { CellProblem, Import, Row } from './import-words.ts'

/** A column of the preview: several fields of the file stand in one, so that a row can be seen at a glance. */
export type TableColumn = {
  id: 'name' | 'kind' | 'place' | 'phones' | 'room' | 'person' | 'identity' | 'home' | 'wish'
  fields: readonly string[]
}

const POINT = ['point', 'lat', 'lon']
const AREA = ['area', 'subdistrict', 'district', 'province', 'postcode', 'area-code', 'address']

const facilityColumns: readonly TableColumn[] = [
  { id: 'name', fields: ['name-th'] },
  { id: 'kind', fields: ['kind'] },
  { id: 'place', fields: [...POINT, 'exactness', ...AREA] },
  { id: 'phones', fields: ['phones'] },
  { id: 'room', fields: ['room-free', 'room-total'] },
]

const HOUSE = ['house-no', 'moo']
const residentColumns: readonly TableColumn[] = [
  { id: 'person', fields: ['title', 'name', 'surname'] },
  { id: 'identity', fields: ['identity', 'passport', 'pink-card'] },
  { id: 'home', fields: [...HOUSE, ...AREA] },
  { id: 'phones', fields: ['phone'] },
  { id: 'wish', fields: ['wish'] },
]
type Targeted = Pick<Import, 'target'>
export const tableColumns = ({ target }: Targeted): readonly TableColumn[] =>
  target === 'residents' ? residentColumns : facilityColumns

/** Problems of the whole row stand at the cell one looks at for them. */
const ofWholeRow: Partial<Record<CellProblem['code'], TableColumn['id']>> = {
  'place-is-not-a-point': 'place',
  'place-missing': 'place',
}

/** The column a problem stands in; undefined for fields that have none of their own. */
export function columnOf(
  kept: Targeted,
  { field, code }: Pick<CellProblem, 'field' | 'code'>,
): TableColumn | undefined {
  const columns = tableColumns(kept)
  if (field !== null) return columns.find(({ fields }) => fields.includes(field))
  return columns.find(({ id }) => id === ofWholeRow[code]) ?? columns[0]
}

export const problemsIn = (kept: Targeted, row: Row, column: TableColumn): CellProblem[] =>
  row.problems.filter((problem) => columnOf(kept, problem)?.id === column.id)

/** What stands in a column of a row, as lines; none when it is empty. */
export function linesIn({ cells }: Row, { id, fields }: TableColumn): string[] {
  const texts = (...of: readonly string[]) => of.flatMap((field) => cells[field] || [])
  if (id === 'room') {
    const [free = '–', total = '–'] = [cells['room-free'], cells['room-total']]
    return free === '–' && total === '–' ? [] : [total === '–' ? free : `${free} / ${total}`]
  }
  if (id === 'person') return [texts(...fields).join(' ')].filter((line) => line !== '')
  if (id !== 'place' && id !== 'home') return texts(...fields)
  const house = id === 'home' ? texts(...HOUSE).join(' ม.') : ''
  const area = texts('area')[0] ?? texts('subdistrict', 'district', 'province').join(' ')
  const point = id === 'place' ? (texts('point')[0] ?? texts('lat', 'lon').join(',\u00a0')) : ''
  return [house, area || texts('address', 'area-code')[0] || '', point].filter((line) => line !== '')
}

/** The fields of a column that can be written by hand in this row: those that count, not those another goes before. */
export function fieldsToEdit(kept: Import, { cells, problems }: Row, { id, fields }: TableColumn): string[] {
  const told = (field: string) => (cells[field] ?? '') !== ''
  const inFile = (field: string) => kept.columns.some((column) => column.field === field)
  const asked = (field: string) => problems.some((problem) => problem.field === field)
  const there = fields.filter((field) => inFile(field) || told(field) || asked(field))
  if (id !== 'place') return there.length > 0 ? there : fields.slice(0, 1)
  const hidden = [
    ...(told('point') ? ['lat', 'lon'] : []),
    ...(told('area') || asked('area') ? ['subdistrict', 'district', 'province'] : []),
    ...(there.includes('lat') && there.includes('lon') && !told('point') ? ['point'] : []),
  ]
  const shown = there.filter((field) => !hidden.includes(field))
  return shown.length > 0 ? shown : ['area', 'point']
}
