import { desk } from '../../messages/desk.ts'
import { deskRegister } from '../../messages/desk-register.ts'
import { deskRegisterChoices } from '../../messages/desk-register-choices.ts'
import { deskRegisterEntry } from '../../messages/desk-register-entry.ts'
import { deskRegisterLists } from '../../messages/desk-register-lists.ts'
import { deskRegisterPerson } from '../../messages/desk-register-person.ts'
import { place } from '../../messages/place.ts'
import { registerProblems } from '../../messages/register-problems.ts'
import { profile } from '../../profile.svelte.ts'
import type { Route } from '../../router.svelte.ts'
import { session } from '../../session.svelte.ts'

const opens = [desk, deskRegister, deskRegisterLists, registerProblems, profile, session]
const ofPeople = [...opens, deskRegisterPerson, place]
const ofChoices = [...ofPeople, deskRegisterChoices]

/** In the desk's one chunk, as all its pages. */
const pages = () => import('../desk-pages.ts')

/** The register on the coordinator's desk. */
export const registerRoutes: readonly Route[] = [
  { path: '/desk/register', page: async () => ({ default: (await pages()).OverviewPage }), opens },
  {
    path: '/desk/register/residents',
    page: async () => ({ default: (await pages()).ResidentsPage }),
    opens: ofPeople,
  },
  {
    path: '/desk/register/residents/:id',
    page: async () => ({ default: (await pages()).ResidentPage }),
    opens: ofPeople,
  },
  { path: '/desk/register/revisit', page: async () => ({ default: (await pages()).RevisitPage }), opens },
  { path: '/desk/register/wants', page: async () => ({ default: (await pages()).WantsPage }), opens },
  {
    path: '/desk/register/cannot-get-there',
    page: async () => ({ default: (await pages()).CannotPage }),
    opens,
  },
  {
    path: '/desk/register/conflicts',
    page: async () => ({ default: (await pages()).ConflictsPage }),
    opens: ofChoices,
  },
  {
    path: '/desk/register/twins',
    page: async () => ({ default: (await pages()).TwinsPage }),
    opens: ofChoices,
  },
  {
    path: '/desk/register/twins/:id/:other',
    page: async () => ({ default: (await pages()).ComparePage }),
    opens: ofChoices,
  },
  {
    path: '/desk/register/moves',
    page: async () => ({ default: (await pages()).MovesPage }),
    opens: ofChoices,
  },
  {
    path: '/desk/register/devices',
    page: async () => ({ default: (await pages()).DevicesPage }),
    opens: ofChoices,
  },
  {
    path: '/desk/register/entry',
    page: async () => ({ default: (await pages()).EntryPage }),
    opens: [...ofPeople, deskRegisterEntry],
  },
]
