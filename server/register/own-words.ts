import { withoutIdentities } from '../../profiles/identity.ts'
import { scrub } from '../platform/scrub.ts'

/** Words of the register as they are stored: identity numbers masked, phones taken out, since both have their own field. */
export const withoutNumbers = (text: string): string => scrub(withoutIdentities(text))
