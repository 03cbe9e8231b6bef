import { help } from '../messages/help.ts'
import { place } from '../messages/place.ts'
import { registerProblems } from '../messages/register-problems.ts'
import { signIn } from '../messages/sign-in.ts'
import { survey } from '../messages/survey.ts'
import { surveyPerson } from '../messages/survey-person.ts'
import { profile } from '../profile.svelte.ts'
import type { Route } from '../router.svelte.ts'
import { surveying } from './survey-access.ts'

type Pages = typeof import('./survey-pages.ts')
type Name = Exclude<keyof Pages, 'kept'>

const opens = [survey, surveyPerson, registerProblems, help, place, signIn, profile, surveying]
const page = (name: Name) => async () => ({ default: (await import('./survey-pages.ts'))[name] })

/** The register of residents on a phone: every page opens without signal once there is a notebook. */
export const surveyRoutes: readonly Route[] = [
  { path: '/survey', page: page('Home'), opens },
  { path: '/survey/households/new', page: page('Place'), opens },
  { path: '/survey/households/:id', page: page('Household'), opens },
  { path: '/survey/households/:id/place', page: page('Place'), opens },
  { path: '/survey/people/:id', page: page('Person'), opens },
  { path: '/survey/people/:id/visit', page: page('Visit'), opens },
  { path: '/survey/people/:id/book', page: page('Book'), opens },
  { path: '/survey/people/:id/:step', page: page('Step'), opens },
  { path: '/survey/queue', page: page('Queue'), opens },
  { path: '/survey/queue/:mutation', page: page('Compare'), opens },
  { path: '/survey/settings', page: page('Settings'), opens },
  { path: '/survey/sign-out', page: page('SignOut'), opens },
]
