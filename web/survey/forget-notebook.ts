import { hasNotebook } from './notebook-mark.ts'

/** What this phone keeps of the register does not stay behind whoever leaves. Loads nothing where nothing is kept. */
export async function forgetNotebook(how: 'signed-out' | 'session-ended'): Promise<void> {
  if (!hasNotebook()) return
  const { kept } = await import('./survey-pages.ts')
  await kept.letGo(how)
}

/** What was kept too long without meeting the server is forgotten by looking, whichever page the app opens with. */
export async function forgetOldRecords(): Promise<void> {
  if (!hasNotebook()) return
  const { kept } = await import('./survey-pages.ts')
  await kept.open()
}
