import { go } from '../router.svelte.ts'
import { session, toSignIn } from '../session.svelte.ts'
import { hasNotebook } from './notebook-mark.ts'

/**
 * Opened by every page of the register. Who has a notebook here is not kept waiting for the server: it may be out of
 * reach for days. Everyone else is led to where one becomes a data volunteer.
 */
export const surveying = {
  open: async (): Promise<void> => {
    const asked = leadAway()
    if (hasNotebook()) asked.catch(() => undefined)
    else await asked
    const { kept } = await import('./survey-pages.ts')
    await kept.open()
  },
}

async function leadAway(): Promise<void> {
  await session.open()
  const { account } = session
  if (account === null) return toSignIn()
  if (account === undefined || account.surveys) return
  if (!hasNotebook()) return go('/help', { replace: true })
  const { kept } = await import('./survey-pages.ts')
  await kept.end('suspended')
}
