import type { Household } from '../../contract/register.ts'
import { profile } from '../profile.svelte.ts'

/** Today's words of the notice were read to this household; older words are read again. */
export const isRead = ({ notice }: Pick<Household, 'notice'>): boolean =>
  notice?.version === profile.now.register.notice.version
