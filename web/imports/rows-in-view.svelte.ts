import { call, type Input } from '../call.ts'
import { asMe } from '../session.svelte.ts'
import { troubleWords } from '../trouble.ts'
import type { Row } from './import-words.ts'

export type Show = NonNullable<NonNullable<Input<'GET /imports/:id/rows'>['query']>['state']> | 'all'
type Asked = { id: string; show: Show; after: number }

const ROWS_PER_PAGE = 50

/** A page of the preview. What was mended here stays in sight until the page is left, whatever it has become. */
export class RowsInView {
  items = $state.raw<readonly Row[]>()
  next = $state<string | null>(null)
  trouble = $state('')
  /** numbers of rows written by hand on this page */
  mended = $state.raw<ReadonlySet<number>>(new Set())
  /** the row that is being saved, 0 when none is */
  saving = $state(0)
  /** the row whose last saving did not work, and why */
  refused = $state.raw<{ number: number; words: string }>()
  #asked: Asked | undefined
  #turn = 0

  async read(asked: Asked): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    this.#asked = asked
    this.mended = new Set()
    this.refused = undefined
    try {
      const { items, next } = await this.#page(asked, ROWS_PER_PAGE)
      if (turn !== this.#turn) return
      this.items = items
      this.next = next
      this.trouble = ''
    } catch (cause) {
      if (turn === this.#turn) this.trouble = troubleWords(cause)
    }
  }

  /** Writes cells of a row by hand; answers whether that worked. A second tap meanwhile does nothing. */
  mend(row: Row, cells: Record<string, string>): Promise<boolean> {
    return this.#change(row, (id) =>
      call('POST /imports/:id/rows/:number/mend', { params: { id, number: row.number }, body: { cells } }),
    )
  }

  /** Leaves a row out, or takes it in after all. */
  skip(row: Row, skip: boolean): Promise<boolean> {
    return this.#change(row, (id) =>
      call('POST /imports/:id/rows/:number/skip', { params: { id, number: row.number }, body: { skip } }),
    )
  }

  async #change({ number }: Row, work: (id: string) => Promise<Row>): Promise<boolean> {
    const asked = this.#asked
    if (this.saving !== 0 || !asked) return false
    this.saving = number
    this.refused = undefined
    try {
      const row = await asMe(work(asked.id))
      this.mended = new Set([...this.mended, number])
      this.#put(row)
      // the row itself is saved: its twins may look old until the page is read again
      await this.#readTwinsOf(number, asked).catch(() => undefined)
      return true
    } catch (cause) {
      this.refused = { number, words: troubleWords(cause) }
      return false
    } finally {
      this.saving = 0
    }
  }

  /** Rows said to be the same as this one may be so no longer. */
  async #readTwinsOf(number: number, asked: Asked): Promise<void> {
    const twins = (this.items ?? []).filter(({ problems }) =>
      problems.some(({ code, about }) => code === 'duplicate-row' && about.row === String(number)),
    )
    for (const twin of twins) {
      const { items } = await this.#page({ ...asked, show: 'all', after: twin.number - 1 }, 1)
      if (items[0]?.number === twin.number) this.#put(items[0])
    }
  }

  #put(row: Row): void {
    this.items = this.items?.map((one) => (one.number === row.number ? row : one))
  }

  #page({ id, show, after }: Asked, limit: number) {
    const query = {
      limit,
      ...(show !== 'all' && { state: show }),
      ...(after > 0 && { after: String(after) }),
    }
    return asMe(call('GET /imports/:id/rows', { params: { id }, query }))
  }
}
