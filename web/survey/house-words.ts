import type { Household, Resident } from '../../contract/register.ts'
import { tagsInYear } from '../../profiles/tags-by-age.ts'
import { survey } from '../messages/survey.ts'
import { profile, say } from '../profile.svelte.ts'
import { calendar } from './survey-days.ts'

type Place = Pick<Household, 'area' | 'houseNo'>

/** "หมู่ 3", or that the village is not known. */
export const villageWords = (area: string): string =>
  area.length === 8 ? survey.words.house.village(Number(area.slice(6))) : survey.words.house.villageUnknown

/** "12/1 หมู่ 3" */
export const houseWords = (house: Place): string =>
  [house.houseNo ?? survey.words.house.numberless, house.area.length === 8 ? villageWords(house.area) : '']
    .filter(Boolean)
    .join(' ')

/** The year of birth as an age of this year; undefined when not known. */
export const ageOf = ({ birthYear }: Pick<Resident, 'birthYear'>, today: string): number | undefined =>
  birthYear === null ? undefined : Number(today.slice(0, 4)) - birthYear

export const nameWords = ({ name }: Pick<Resident, 'name'>): string => name ?? survey.words.unnamed

/** The tags of a resident today, those that follow from the age among them. */
export const tagsNow = (resident: Pick<Resident, 'tags' | 'birthYear'>): string[] =>
  tagsInYear(resident, Number(calendar.today.slice(0, 4)), profile.now.tags)

/** "78 ปี · ติดเตียง · 608" */
export function aboutWords(resident: Resident, today: string): string {
  const age = ageOf(resident, today)
  const tags = tagsNow(resident)
  const told = profile.now.tags.filter(({ id }) => tags.includes(id))
  const others = told.filter(({ highRisk }) => !highRisk).map(({ label }) => say(label))
  const foreign = resident.nationality !== null && resident.nationality !== 'TH'
  return [
    age === undefined ? '' : survey.words.years(age),
    ...others,
    told.some(({ highRisk }) => highRisk) ? survey.words.highRisk : '',
    foreign ? survey.words.foreign : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The chosen reasons in words, in the order of the profile. */
export const reasonWords = (reasons: readonly string[]): string[] =>
  profile.now.register.reasons.filter(({ id }) => reasons.includes(id)).map(({ label }) => say(label))
