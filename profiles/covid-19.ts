/**
 * COVID-19, as ordered by the Ministry of Interior to all provinces in พ.ย.–ธ.ค. 2564.
 * The only place of the code, with the folder of the same name, that knows of the disease.
 */
import { facilityAdmits, facilityKinds } from './covid-19/facilities.ts'
import { facilityTerms } from './covid-19/facility-terms.ts'
import { hotlines } from './covid-19/hotlines.ts'
import { illnessNeeds } from './covid-19/needs-illness.ts'
import { otherNeeds } from './covid-19/needs-other.ts'
import { transportNeeds } from './covid-19/needs-transport.ts'
import { register } from './covid-19/register.ts'
import { tags } from './covid-19/tags.ts'
import { terms } from './covid-19/terms.ts'
import { triage, urgencies } from './covid-19/triage.ts'
import * as volunteers from './covid-19/volunteers.ts'
import { notices, requesterWords } from './covid-19/words.ts'
import { type Profile, text } from './profile.ts'

/** In the order of the tiles on the first step of asking: the commonest first. */
const order = [
  'illness',
  'patient-transport',
  'oxygen',
  'medicine',
  'supplies',
  'home-isolation',
  'vaccination',
  'deceased-transport',
  'other',
]

export const profile: Profile = {
  id: 'covid-19',
  name: text('โควิด-19', 'COVID-19'),
  needs: [...illnessNeeds, ...transportNeeds, ...otherNeeds].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  ),
  triage,
  urgencies,
  tags,
  hotlines,
  facilityKinds,
  facilityAdmits,
  facilityTerms,
  register,
  ...volunteers,
  ...requesterWords,
  notices,
  terms,
}
