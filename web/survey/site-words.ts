import type { Reply } from '../call.ts'
import { surveyPerson } from '../messages/survey-person.ts'

type Site = Reply<'GET /register/sites'>['items'][number]

/** "1.2 กม. · ว่าง 40 จาก 120 คิว" */
export function siteWords(site: Site): string {
  const { words } = surveyPerson
  const away =
    site.metres < 1000 ? words.metres(site.metres) : words.kilometres((site.metres / 1000).toFixed(1))
  return [away, placesWords(site), site.stale ? words.siteOld : ''].filter(Boolean).join(' · ')
}

function placesWords({ openThen, perDay, booked }: Site): string {
  const { words } = surveyPerson
  if (openThen === false) return words.siteClosed
  if (perDay === null) return booked > 0 ? words.siteBooked(booked) : ''
  return booked >= perDay ? words.siteFull : words.siteFree(perDay - booked, perDay)
}
