import { areaWords } from '../areas.ts'
import { map } from '../messages/map.ts'
import type { ChosenPlace } from './chosen-place.svelte.ts'
import { levelOfPlace } from './levels.ts'

/** "ต.ท่าอิฐ อ.ปากเกร็ด จ.นนทบุรี"; a hexagon is around its subdistrict. Until the name is read, what stands for it. */
export function placeName({ code, area }: ChosenPlace): string {
  if (!area) return map.words.title
  return levelOfPlace(code) === 'cell' ? map.words.cell(areaWords(area)) : areaWords(area)
}
