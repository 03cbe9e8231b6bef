import { go } from '../router.svelte.ts'
import { session, toSignIn } from '../session.svelte.ts'

/**
 * Opened by pages that have something only for those who are signed in, registered, approved: everyone else is led to
 * where one becomes that, before the page asks for anything. Without signal nobody is turned away.
 */
export const signedIn = {
  open: async (): Promise<void> => {
    await session.open()
    if (session.account === null) toSignIn()
  },
}

export const registered = {
  open: async (): Promise<void> => {
    await signedIn.open()
    if (session.account?.volunteer === null) go('/help', { replace: true })
  },
}

export const approved = {
  open: async (): Promise<void> => {
    await signedIn.open()
    if (session.account && !session.isApproved) go('/help', { replace: true })
  },
}
