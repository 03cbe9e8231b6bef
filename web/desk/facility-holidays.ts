import type { Reply } from '../call.ts'
import { language } from '../language.svelte.ts'
import { deskFacilities } from '../messages/desk-facilities.ts'
import { areaLabel } from './area-names.ts'
import { isMine, myScope } from './scope.ts'

export type Holiday = Reply<'GET /holidays'>['items'][number]

/** Where this coordinator may change holidays: '' the country, else whole provinces they answer for. */
export const holidayAreas = (): string[] => myScope().filter((area) => area.length <= 2)

export const mayChange = ({ area }: Pick<Holiday, 'area'>): boolean => area.length <= 2 && isMine(area)

/** The words of where a holiday holds; the promise is because names of areas are fetched. */
export const holidayArea = (area: string): Promise<string> =>
  area === '' ? Promise.resolve(deskFacilities.words.holidaysPage.country) : areaLabel(area)

/** Three years to look at: last, this and next, by the calendar of the language. */
export function years(now: Date): { value: string; words: string }[] {
  const year = Number(now.toLocaleDateString('sv-SE', { timeZone: 'Asia/Bangkok' }).slice(0, 4))
  return [year - 1, year, year + 1].map((one) => ({
    value: String(one),
    words: String(language.now === 'th' ? one + 543 : one),
  }))
}
