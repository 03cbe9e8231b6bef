import type { PointRead } from './read-point.ts'

const number = '([+-]?\\d{1,3}\\.\\d+)'
/** Where links of maps keep their point, latitude first, what is pinned before what is only looked at. */
const patterns: readonly RegExp[] = [
  new RegExp(`!3d${number}!4d${number}`),
  new RegExp(
    `[?&](?:q|query|ll|sll|daddr|destination|coordinate|center|viewpoint|markers)=(?:loc:)?${number},${number}`,
  ),
  new RegExp(`[?&]mlat=${number}&mlon=${number}`),
  new RegExp(`/(?:search|place|dir(?:/[^/]*)*)/${number},${number}`),
  new RegExp(`^geo:${number},${number}`),
  new RegExp(`@${number},${number}`),
  new RegExp(`#map=\\d+/${number}/${number}`),
]

const isLink = /^(?:https?:\/\/|geo:|www\.|maps?\.|goo\.gl)/i
const shortLink = /(?:maps\.app\.goo\.gl|goo\.gl\/maps|g\.co\/kgs|bit\.ly)/i

/** A short link holds no point: only its service knows it. */
export const isShortLink = (text: string): boolean => shortLink.test(text)

/** "7P52+9Q หาดใหญ่": a plus code is not read. */
export const isPlusCode = (text: string): boolean =>
  /\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b/.test(text)

/** The point in the link of a map; null in a link without one, undefined when the text is no link. */
export function linkedPoint(text: string): PointRead | null | undefined {
  const [link] = /\S*(?:https?:\/\/|geo:|www\.|maps?\.|goo\.gl)\S*/i.exec(text) ?? []
  if (!link || !isLink.test(link)) return undefined
  const plain = link.replace(/%2C/gi, ',').replace(/%20|\+(?=[\d-])|%2B/gi, '')
  for (const pattern of patterns) {
    const [, lat, lon] = pattern.exec(plain) ?? []
    if (lat && lon) return { lon: Number(lon), lat: Number(lat) }
  }
  return null
}
