import { profile as firstEvent } from './covid-19.ts'
import type { Profile } from './profile.ts'

/** Every emergency there is a profile for; the first is run when none is named. */
export const profiles: readonly [Profile, ...Profile[]] = [firstEvent]
