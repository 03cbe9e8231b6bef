import { type Book, gateIn, mustBeOpen, readStore } from './book.ts'
import { mendChange, takeBackChange, writeChange, writeRemoval } from './changing.ts'
import { queuedOf, settingOf } from './entry.ts'
import type { KeptArea, Notebook, SyncResult } from './notebook.ts'
import { forgetAreaHere } from './pulling.ts'
import { searchIn } from './search.ts'
import { isUnsent, write } from './store.ts'
import { syncOnce } from './syncing.ts'
import { alone } from './tabs.ts'
import type { Why } from './why-ended.ts'

/** What the gate does for an open notebook. */
export type Keeper = { end(why: Why): Promise<void>; lock(): void; listen(changed: () => void): () => void }

/** The face of an open book that pages read and write. */
export async function notebookOf(book: Book, keeper: Keeper): Promise<Notebook> {
  await readStore(book)
  const { pages } = book
  return {
    ...readingOf(book),
    ...syncOf(book, keeper),
    change: (kind, record, set) => writeChange(book, record, settingOf(kind, plain(set))),
    remove: (kind, record) => writeRemoval(book, kind, record),
    takeBack: (mutation) => takeBackChange(book, mutation),
    mend: (mutation, set) => mendChange(book, mutation, plain(set)),
    keepArea: (code) => keepArea(book, code),
    forgetArea: async (code, how) => {
      if (!how?.evenUnsent && unsentOf(book, code)) throw new Error('changes of the area wait')
      await forgetAreaHere(book, code)
    },
    queue: () => pages.queue().map((entry) => queuedOf(entry, book.sending.has(entry.n))),
    listen: keeper.listen,
    lock: keeper.lock,
  }
}

function readingOf({ pages }: Book) {
  return {
    areas: () => [...pages.areas.values()].map((area) => keptArea(pages, area)),
    households: () => pages.view.households,
    residents: () => pages.view.residents,
    household: (id: string) => {
      const record = pages.view.byId.get(id)
      return record?.kind === 'household' ? record : undefined
    },
    resident: (id: string) => {
      const record = pages.view.byId.get(id)
      return record?.kind === 'resident' ? record : undefined
    },
    residentsOf: (household: string) => pages.view.residentsOf.get(household) ?? [],
    visitsOf: (resident: string) => pages.view.visitsOf.get(resident) ?? [],
    search: (words: string) => searchIn(words, pages.view),
  }
}

function syncOf(book: Book, keeper: Keeper) {
  let running: Promise<SyncResult> | undefined
  const start = async (): Promise<SyncResult> => {
    const result = await alone(`${book.name}-sync`, () => syncOnce(book, keeper.end))
    return result === 'busy' ? { how: 'busy', waiting: book.pages.queue().filter(isUnsent).length } : result
  }
  return {
    sync: () => {
      running ??= start().finally(() => {
        running = undefined
        book.turned()
      })
      book.turned()
      return running
    },
    syncing: () => running !== undefined,
    lastSync: () => {
      const { syncedAt, clockAheadSeconds } = book.gate
      return syncedAt === null ? null : { at: syncedAt, clockAheadSeconds }
    },
  }
}

/** As it will be read again: without what is undefined, and nothing of the page's own state. */
const plain = <S>(set: S): S => JSON.parse(JSON.stringify(set))

function keptArea(
  pages: Book['pages'],
  { code, pulledAt, whole }: Omit<KeptArea, 'residents' | 'households'>,
) {
  const here = ({ area }: { area: string }) => area.startsWith(code)
  const { residents, households } = pages.view
  return {
    ...{ code, pulledAt, whole },
    residents: residents.filter(here).length,
    households: households.filter(here).length,
  }
}

async function keepArea(book: Book, code: string): Promise<void> {
  if (book.pages.areas.has(code)) return
  const area = { code, since: 0, pulledAt: null, whole: false }
  mustBeOpen(book)
  await write(book.store, ['gate', 'areas'], async (writing) => {
    await gateIn(book, writing)
    await writing.objectStore('areas').put(area)
  })
  book.pages.areas.set(code, area)
  book.changedHere()
}

/** Whether a change of a record in the area has not been acknowledged. */
function unsentOf({ pages }: Book, code: string): boolean {
  const { byId } = pages.view
  return pages.queue().some((entry) => {
    if (!isUnsent(entry)) return false
    const record = byId.get(entry.told.record)
    const home = record?.kind === 'visit' ? byId.get(record.resident) : record
    return home !== undefined && home.kind !== 'visit'
      ? home.area.startsWith(code)
      : pages.kept.get(entry.told.record)?.area === code
  })
}
