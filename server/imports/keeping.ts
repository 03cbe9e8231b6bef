import type { Crypto } from '../platform/crypto.ts'
import type { RowFacts } from './import.ts'
import type { ImportTarget } from './target.ts'

/** How the words of rows stand in the database: as they are, or sealed where they speak of people. */
export type Keeping = {
  cells(cells: readonly string[]): string[]
  /** written by hand; the names of fields stay readable */
  mended(mended: Record<string, string>): Record<string, string>
  /** what was found, and what was there before */
  whole(value: object): object
  opened(value: object): object
  /** one text */
  text(text: string): string
  openedText(text: string): string
  /** by which rows of one file are compared */
  key(key: string): string
  /** whether points may stand beside the keys */
  points: boolean
  open(row: RowFacts): RowFacts
}

export const keepingOf = ({ sealed }: Pick<ImportTarget, 'sealed'>, crypto: Crypto): Keeping =>
  sealed ? sealedKeeping(crypto) : plain

const plain: Keeping = {
  cells: (cells) => [...cells],
  mended: (mended) => mended,
  whole: (value) => value,
  opened: (value) => value,
  text: (text) => text,
  openedText: (text) => text,
  key: (key) => key,
  points: true,
  open: (row) => row,
}

/** No two rows of one file share so much by chance. */
const KEY_BYTES = 16

/** Rows of people: AES-256-GCM; keys by keyed hash, so that rows are compared without being read. */
function sealedKeeping({ seal, open, hash }: Crypto): Keeping {
  const sealed = (value: unknown) => seal(JSON.stringify(value)).toString('base64')
  const opened = (text: string) => JSON.parse(open(Buffer.from(text, 'base64')))
  const whole = (value: object): object => ('sealed' in value ? opened(String(value.sealed)) : value)
  return {
    cells: (cells) => [sealed(cells)],
    mended: (mended) =>
      Object.fromEntries(Object.entries(mended).map(([field, text]) => [field, sealed(text)])),
    // that nothing is found yet says nothing of anybody
    whole: (value) => (Object.keys(value).length === 0 ? value : { sealed: sealed(value) }),
    opened: whole,
    text: sealed,
    openedText: opened,
    key: (key) => hash('import-key', key).subarray(0, KEY_BYTES).toString('base64url'),
    points: false,
    open: (row) => ({
      ...row,
      cells: row.cells.flatMap((text) => opened(text)),
      mended: Object.fromEntries(Object.entries(row.mended).map(([field, text]) => [field, opened(text)])),
      found: whole(row.found),
      before: row.before && whole(row.before),
    }),
  }
}
