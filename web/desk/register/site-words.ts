import { deskRegisterLists } from '../../messages/desk-register-lists.ts'
import type { Site } from './register-types.ts'
import { count } from './register-words.ts'

/** Places left on the day; null where the site has not told how many it takes. */
export const leftAt = ({ perDay, booked }: Site): number | null =>
  perDay === null ? null : Math.max(0, perDay - booked)

export function capacityWords(site: Site): string {
  const words = deskRegisterLists.words.wants
  const { perDay, booked } = site
  return perDay === null ? words.capacityUnknown(count(booked)) : words.capacity(count(booked), count(perDay))
}

/** What to mind about a site on the day, the most pressing first; '' when nothing. */
export function warningOf(site: Site): string {
  const words = deskRegisterLists.words.wants
  if (leftAt(site) === 0) return words.full
  if (site.openThen === false) return words.closed
  return site.stale ? words.stale : ''
}

/** "3.4 กม." */
export const nearWords = ({ metres }: Site): string =>
  deskRegisterLists.words.wants.near((metres / 1000).toFixed(1))
