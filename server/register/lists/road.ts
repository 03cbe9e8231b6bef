import { compareHouseNo } from '../../../profiles/house-order.ts'

type Point = readonly [lon: number, lat: number]
/** A visit that is due, and where: day 'YYYY-MM-DD', area of the village. */
export type Stop = {
  id: string
  due: string
  area: string
  household: string
  houseNo: string | null
  point: Point | null
}

/** By day, then village and house as they stand along the road; people of one house together. */
export function byVillageAndHouse(one: Stop, other: Stop): number {
  return (
    compare(one.due, other.due) ||
    compare(one.area, other.area) ||
    compareHouseNo(one.houseNo, other.houseNo) ||
    compare(one.household, other.household) ||
    compare(one.id, other.id)
  )
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * By day, and of each day the nearest next: from the point given, then from the last house of the day before. Houses whose
 * place is not known come after the others of their day, by village and house.
 */
export function nearestNext(stops: readonly Stop[], from: Point): Stop[] {
  const inOrder = stops.toSorted(byVillageAndHouse)
  let here = from
  return [...Map.groupBy(inOrder, ({ due }) => due).values()].flatMap((ofDay) => {
    const placed = ofDay.flatMap((stop) => (stop.point ? [{ ...stop, point: stop.point }] : []))
    const walked = chain(placed, here)
    here = walked.at(-1)?.point ?? here
    return [...walked, ...ofDay.filter(({ point }) => point === null)]
  })
}

function chain<S extends { point: Point }>(stops: readonly S[], from: Point): S[] {
  const left = [...stops]
  const walked: S[] = []
  let here = from
  while (left.length > 0) {
    let nearest = 0
    for (let at = 1; at < left.length; at++)
      if (farFrom(here, left[at]) < farFrom(here, left[nearest])) nearest = at
    const [next] = left.splice(nearest, 1)
    if (!next) break
    walked.push(next)
    here = next.point
  }
  return walked
}

/** Only to compare near places: degrees squared, east ones as long as they are at that latitude. */
function farFrom([lon, lat]: Point, stop: { point: Point } | undefined): number {
  if (!stop) return Number.POSITIVE_INFINITY
  const east = (stop.point[0] - lon) * Math.cos((lat * Math.PI) / 180)
  return east ** 2 + (stop.point[1] - lat) ** 2
}
