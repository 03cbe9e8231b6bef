import { help } from '../messages/help.ts'
import { helpCase } from '../messages/help-case.ts'
import { setup } from '../messages/setup.ts'
import { signIn } from '../messages/sign-in.ts'
import { profile } from '../profile.svelte.ts'
import type { Route } from '../router.svelte.ts'
import { session } from '../session.svelte.ts'
import { approved, registered, signedIn } from './who-may.ts'

const opens = [help, profile, session]

/** The pages of volunteers, and the ways in: signing in, and the link of the first start. */
export const helpRoutes: readonly Route[] = [
  { path: '/help', page: () => import('./HelpPage.svelte'), opens },
  { path: '/help/register', page: () => import('./RegisterPage.svelte'), opens },
  { path: '/help/me', page: () => import('./MePage.svelte'), opens: [...opens, signedIn] },
  { path: '/help/me/change', page: () => import('./ChangePage.svelte'), opens: [...opens, registered] },
  { path: '/help/near', page: () => import('./NearPage.svelte'), opens: [...opens, signedIn] },
  { path: '/help/cases', page: () => import('./MinePage.svelte'), opens: [...opens, approved] },
  {
    path: '/help/cases/:number',
    page: () => import('./CasePage.svelte'),
    opens: [...opens, helpCase, signedIn],
  },
  { path: '/sign-in', page: () => import('../sign-in/SignInPage.svelte'), opens: [signIn, profile, session] },
  {
    path: '/sign-in/devices',
    page: () => import('../sign-in/DevicesPage.svelte'),
    opens: [signIn, signedIn],
  },
  {
    path: '/setup',
    page: () => import('../setup/SetupPage.svelte'),
    opens: [setup, signIn, profile, session],
  },
]
