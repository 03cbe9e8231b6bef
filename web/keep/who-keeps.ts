import { signedIn } from '../help/who-may.ts'
import { go } from '../router.svelte.ts'
import { session } from '../session.svelte.ts'

/** Whether there can be anything of mine to keep; unknown without signal, and then it is tried. */
export function mayKeep(): boolean {
  const { account } = session
  return account === undefined || (account !== null && (account.keeps || account.grants.length > 0))
}

/** Opened by pages of one facility: who keeps none is led to where it is said how one comes to keep some. */
export const keeping = {
  open: async (): Promise<void> => {
    await signedIn.open()
    if (mayKeep()) return
    // one may have been appointed since this was last asked
    await session.renew().catch(() => undefined)
    if (session.account && !mayKeep()) go('/keep', { replace: true })
  },
}
