import { fileURLToPath } from 'node:url'

const starts = ['./main.ts', './ask/AskPage.svelte'].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
)

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }
let needed: ReadonlySet<string> | undefined

/**
 * The chunk of what other pages share with asking for help. What only they share among themselves stays out of it:
 * a first visit that asks for help pays for nothing else, however many pages are added.
 */
export function sharedWithAsking(id: string, modules: Modules): string | null {
  needed ??= reachedFrom(starts, modules)
  return needed.has(id) ? 'shared' : null
}

function reachedFrom(starts: readonly string[], modules: Modules): ReadonlySet<string> {
  const reached = new Set(starts)
  for (const id of reached) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(next)
  return reached
}
