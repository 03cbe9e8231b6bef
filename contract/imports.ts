import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { cellProblemCodes } from './import-problems.ts'
import { Done, Id, nullable, page, pageQuery, strict, Time } from './shapes.ts'

const one = strict({ id: Id })
/** What can be brought in. */
export const ImportTargetName = Type.Enum(['facilities', 'residents'])
export const ImportStatus = Type.Enum([
  'checking',
  'ready',
  'committing',
  'committed',
  'undoing',
  'undone',
  'discarded',
  'failed',
])
export const RowState = Type.Enum(['new', 'changes', 'same', 'problem', 'skipped'])
const FieldId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' })
const DayOrder = Type.Enum(['ask', 'day-first', 'month-first'])

export const Import = Type.Object({
  id: Id,
  target: ImportTargetName,
  fileName: Type.String(),
  fileKind: Type.Enum(['xlsx', 'csv', 'geojson']),
  sheet: nullable(Type.String()),
  /** other sheets, encodings recognised, a wrong extension …: codes */
  notes: Type.Array(Type.String()),
  status: ImportStatus,
  /** why it failed: a code of the problems */
  failure: nullable(Type.String()),
  madeAt: Time,
  committedAt: nullable(Time),
  /** what is not committed is forgotten then */
  endsAt: Time,
  /** the same file was brought in before */
  sameFileAs: nullable(Type.Object({ id: Id, madeAt: Time })),
  rows: Type.Integer(),
  /** rows done of the work that is going on: checking, committing, undoing */
  done: Type.Integer(),
  /**
   * Rows by state; `look`: those with something wrong or doubtful, whatever their state; `open`: of the new and changed ones, those
   * with an open question; `leftRows`: those of them of which values stay out of their fields and go into the note; `left`: so many values
   */
  counts: Type.Record(
    Type.Enum(['new', 'changes', 'same', 'problem', 'skipped', 'look', 'open', 'leftRows', 'left']),
    Type.Integer(),
  ),
  /** cells read otherwise than written: Thai digits, spellings of areas … */
  mended: Type.Integer(),
  /** rows that are written now: after an undo, those that stayed because somebody has touched them since */
  written: Type.Integer(),
  /** the file's columns in order, and what each is taken for; null: not used */
  columns: Type.Array(
    Type.Object({
      heading: Type.String(),
      field: nullable(FieldId),
      /** how it was recognised */
      by: Type.Enum(['name', 'memory', 'hand', 'none']),
      examples: Type.Array(Type.String()),
      /** of days whose month may come first: asked once for the column; null where that is no question */
      dayOrder: nullable(DayOrder),
    }),
  ),
  /** the fields there are to choose from; required ones must be chosen */
  fields: Type.Array(
    Type.Object({
      id: FieldId,
      label: Type.Object({ th: Type.String(), en: Type.String() }),
      required: Type.Boolean(),
      /** what can be chosen, where a word of the file can be answered once for all rows */
      choices: nullable(Type.Array(Type.String())),
    }),
  ),
  /** what is the same in all rows and told once; `by`: a title of the file, or a person */
  wholeFile: nullable(
    Type.Object({ field: FieldId, value: nullable(Type.String()), by: Type.Enum(['title', 'hand', 'none']) }),
  ),
  /** words of the file that were answered once for all rows, here or before; value '': it stays in the note */
  answers: Type.Array(Type.Object({ field: FieldId, written: Type.String(), value: Type.String() })),
})
export type Import = Static<typeof Import>

/** What is wrong, or doubtful, in one cell. */
const CellProblem = Type.Object({
  field: nullable(FieldId),
  code: Type.Enum([...cellProblemCodes]),
  /** what the words speak of: names, numbers */
  about: Type.Record(Type.String(), Type.String()),
  /** what would mend it, each as the cell's text; the first is the likeliest */
  suggestions: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
  /** does it keep the row from being brought in? */
  serious: Type.Boolean(),
  /** does the value stay out of its field, and go into the note? */
  left: Type.Boolean(),
})
export type CellProblem = Static<typeof CellProblem>
export const ImportRow = Type.Object({
  /** the row's number in the sheet, the header counted */
  number: Type.Integer(),
  state: RowState,
  /** by field id, as written in the file or mended by hand */
  cells: Type.Record(FieldId, Type.String()),
  mended: Type.Array(Type.Object({ field: FieldId, from: Type.String(), to: Type.String() })),
  problems: Type.Array(CellProblem),
  /** for changes: field → before, after in words */
  changes: Type.Array(Type.Object({ field: FieldId, before: Type.String(), after: Type.String() })),
  /** where it would stand on a map */
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  /** what it became, or would change */
  targetId: nullable(Id),
  /** why it is left out: a total, a signature or remark below the list, or somebody said so */
  skipped: nullable(Type.Enum(['total', 'signature', 'hand'])),
  /** of a row that is left out, all that stands in it, unused columns too */
  text: Type.String(),
})
export type ImportRow = Static<typeof ImportRow>

export const beginImport = endpoint({
  method: 'POST',
  path: '/imports/:target',
  access: 'agency',
  summary:
    'Send a file (multipart, field `file`): .xlsx, .csv or GeoJSON. Nothing is written; the answer is the preview',
  params: strict({ target: ImportTargetName }),
  upload: true,
  reply: Import,
  status: 201,
})
export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  access: 'agency',
  summary: 'The own imports, newest first',
  query: strict({ target: Type.Optional(ImportTargetName), ...pageQuery }),
  reply: page(Import),
})
export const readImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  access: 'agency',
  summary: "An import of one's own: how far it is, what its columns mean, what was found",
  params: one,
  reply: Import,
})
export const readImportRows = endpoint({
  method: 'GET',
  path: '/imports/:id/rows',
  access: 'agency',
  summary:
    'The preview, page by page: all rows, those of a state, those mended by the machine, or those to look at',
  params: one,
  query: strict({
    state: Type.Optional(
      Type.Enum(['new', 'changes', 'same', 'problem', 'skipped', 'mended', 'look', 'open', 'left']),
    ),
    ...pageQuery,
  }),
  reply: page(ImportRow),
})
export const nameColumns = endpoint({
  method: 'POST',
  path: '/imports/:id/columns',
  access: 'agency',
  summary:
    'What the columns mean, by hand: one field id or null for each column; remembered, and the rows are checked anew',
  params: one,
  body: strict({
    fields: Type.Array(nullable(FieldId), { minItems: 1, maxItems: 200 }),
    /** of the columns whose order of day and month was asked; null for others */
    dayOrders: Type.Optional(
      Type.Array(nullable(Type.Enum(['day-first', 'month-first'])), { minItems: 1, maxItems: 200 }),
    ),
    /** what is the same in all rows, such as the kind of a list of one kind; null takes it back */
    wholeFile: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  }),
  reply: Import,
})
export const mendRow = endpoint({
  method: 'POST',
  path: '/imports/:id/rows/:number/mend',
  access: 'agency',
  summary: 'Write cells of a row anew; it is checked at once',
  params: strict({ id: Id, number: Type.Integer({ minimum: 1, maximum: 9_999_999 }) }),
  body: strict({ cells: Type.Record(FieldId, Type.String({ maxLength: 2000 }), { maxProperties: 60 }) }),
  reply: ImportRow,
})
export const answerWord = endpoint({
  method: 'POST',
  path: '/imports/:id/answers',
  access: 'agency',
  summary:
    'Say once what a word of a field means in all rows: one of the choices, or empty: it stays in the note. Remembered for later files of the area; null takes an answer back',
  params: one,
  body: strict({
    field: FieldId,
    written: Type.String({ minLength: 1, maxLength: 200 }),
    value: nullable(Type.String({ maxLength: 200 })),
  }),
  reply: Import,
})
export const skipRow = endpoint({
  method: 'POST',
  path: '/imports/:id/rows/:number/skip',
  access: 'agency',
  summary: 'Leave a row of the file out, or take it in after all',
  params: strict({ id: Id, number: Type.Integer({ minimum: 1, maximum: 9_999_999 }) }),
  body: strict({ skip: Type.Boolean() }),
  reply: ImportRow,
})
export const commitImport = endpoint({
  method: 'POST',
  path: '/imports/:id/commit',
  access: 'agency',
  summary:
    'Write it: `all` refuses while any row has a problem and fails when one gets it meanwhile, `good` writes those without; goes on in the background',
  params: one,
  body: strict({ rows: Type.Enum(['all', 'good']) }),
  reply: Import,
})
export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/:id/undo',
  access: 'agency',
  summary: 'Take a whole import back: what was new goes, what was changed is as before unless changed since',
  params: one,
  body: strict({}),
  reply: Import,
})
export const discardImport = endpoint({
  method: 'POST',
  path: '/imports/:id/discard',
  access: 'agency',
  summary: 'Forget an import that was not written',
  params: one,
  body: strict({}),
  reply: Done,
})
export const downloadProblems = endpoint({
  method: 'GET',
  path: '/imports/:id/problems',
  access: 'agency',
  summary:
    'The rows to look at as the same kind of file, with a column of what to mend; can be sent again when mended',
  params: one,
  reply: Type.Unknown(),
  media: 'application/octet-stream',
})
