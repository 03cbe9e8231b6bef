import type { Notebook, Sets } from './notebook/notebook.ts'
import { Locked } from './notebook/notebook.ts'
import { kept } from './notebook.svelte.ts'

/** The open notebook; a page that was left open over the locking must not think that it wrote. */
function book(): Notebook {
  if (!kept.book) throw new Locked()
  return kept.book
}

/** What pages write into the notebook; each throws `StorageFull` or `Locked`. What is written goes out by itself. */
export const writing = {
  async change<K extends keyof Sets>(kind: K, record: string, set: Sets[K]): Promise<void> {
    await book().change(kind, record, set)
    kept.soon()
  },

  /** A refused change with other values. */
  async mend(mutation: string, set: Sets[keyof Sets]): Promise<void> {
    await book().mend(mutation, set)
    kept.soon()
  },

  async takeBack(mutations: readonly string[]): Promise<void> {
    for (const mutation of mutations) await book().takeBack(mutation)
  },

  async remove(kind: keyof Sets, record: string): Promise<void> {
    await book().remove(kind, record)
    kept.soon()
  },

  async keepAreas(codes: readonly string[]): Promise<void> {
    for (const code of codes) await book().keepArea(code)
    void kept.sync()
  },

  forgetArea: (code: string): Promise<void> => book().forgetArea(code),
}
