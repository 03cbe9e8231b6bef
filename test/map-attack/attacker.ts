import {
  around,
  type MapUnderAttack,
  NEEDS,
  pick,
  type Random,
  type Reading,
  type Request,
  spots,
} from './world.ts'

/** The target asks in this quarter of an hour; that much everybody may know. */
export const QUARTER = { from: 120, to: 135 }
const BEGINS = 60
const ENDS = 195
const CHAFF = { from: 151, to: 181 }

export type Game = {
  target: Request
  /** what others do, by minute */
  others: ReadonlyMap<number, readonly ((map: MapUnderAttack) => void)[]>
  /** proven phones of the attacker's own */
  phones: number
  random: Random
}
/** `within`: so many minutes the beat of the place leaves open, by what is promised. */
export type Guess = { need: string; red: boolean; minute: number; within: number }
type Look = {
  minute: number
  chaff: boolean
  of: Record<'cell' | 'subdistrict' | 'district' | 'province', Reading>
  beside: Reading[]
}

/** Plays one game with public means alone, and says what the attacker thinks of the target. */
export function attack(map: MapUnderAttack, game: Game): Guess {
  const looks = watch(map, game)
  const { random } = game
  const scores = NEEDS.map((need) => ({ need, score: scoreOf(need, looks) }))
  const most = Math.max(...scores.map(({ score }) => score))
  return {
    need: pick(
      scores.filter(({ score }) => score === most),
      random,
    ).need,
    red: looksRed(map, looks),
    minute: minuteOf(map, looks, random),
    within: tellsNumbers(looks) ? 5 : 15,
  }
}

/** Every minute: what others do, what time brings, the attacker's own requests, and a look at every place around the target. */
function watch(map: MapUnderAttack, { target, others, phones }: Game): Look[] {
  const places = around(target)
  const beside = [...new Set(spots.map(({ subdistrict }) => subdistrict))].filter(
    (one) => one.startsWith(places.district) && one !== places.subdistrict,
  )
  const looks: Look[] = []
  const own = (id: number, person: string | null, needs: readonly string[], at: number): Request => ({
    ...{ id, person, needs, at, red: false, subdistrict: target.subdistrict, cell: target.cell },
  })
  for (let minute = BEGINS; minute <= ENDS; minute++) {
    const mayDiffer = map.minute(minute)
    for (const act of others.get(minute) ?? []) act(map)
    if (minute === target.at) map.ask(target)
    // three invented requests lift the place over the threshold, if they can
    for (const id of [-1, -2, -3]) {
      if (minute === CHAFF.from) map.ask(own(id, null, ['other'], minute))
      if (minute === CHAFF.to) map.withdraw(id)
    }
    // own proven phones ask for everything, again and again, so that numbers are published anew
    for (let phone = 0; phone < phones; phone++) {
      for (let again = 0; again < (minute % 15 === 14 ? 6 : 0); again++) {
        map.withdraw(-10 - phone)
        map.ask(own(-10 - phone, `own ${phone}`, NEEDS, minute))
      }
    }
    const chaff = minute > CHAFF.from && minute < CHAFF.to
    const last = looks.at(-1)
    if (last && !mayDiffer) looks.push({ ...last, minute, chaff })
    else looks.push({ minute, chaff, ...lookAround(map, places, beside) })
  }
  return looks
}

function lookAround(map: MapUnderAttack, { cell, ...areas }: ReturnType<typeof around>, beside: string[]) {
  const of = {
    cell: map.read(cell),
    subdistrict: map.read(areas.subdistrict),
    district: map.read(areas.district),
    province: map.read(areas.province),
  }
  return { of, beside: beside.map(map.read) }
}

/** Whether all places around the target told their numbers before it came. */
const tellsNumbers = (looks: readonly Look[]) => {
  const before = looks.find(({ minute }) => minute === QUARTER.from)
  return (
    before !== undefined &&
    LEVELS.every((level) => before.of[level].total !== 'few' && before.of[level].total > 0)
  )
}

const LEVELS = ['cell', 'subdistrict', 'district', 'province'] as const
const numberOf = (total: Reading['total']) => (total === 'few' ? 1 : total)

/** The first look at which the target's hexagon has become other, from the quarter on. */
function arrival(looks: readonly Look[]): number {
  return looks.findIndex(({ minute, of }, i) => {
    const before = looks[i - 1]
    return (
      before !== undefined &&
      minute >= QUARTER.from &&
      JSON.stringify(of.cell) !== JSON.stringify(before.of.cell)
    )
  })
}

/** How much speaks for a need: invented requests, what rose with the hexagon, parents minus children, before and after. */
function scoreOf(need: string, looks: readonly Look[]): number {
  const count = (reading: Reading | undefined) => reading?.needs[need] ?? 0
  const invented = looks.find(
    ({ chaff, of }) => chaff && of.cell.total !== 'few' && Object.keys(of.cell.needs).length > 0,
  )
  const beneath = invented ? count(invented.of.cell) - (need === 'other' ? 3 : 0) : 0
  const at = arrival(looks)
  const rose = LEVELS.map((level) => count(looks[at]?.of[level]) - count(looks[at - 1]?.of[level]))
  const end = looks.findLast(({ chaff, minute }) => !chaff && minute >= QUARTER.to && minute <= CHAFF.from)
  const left = end ? count(end.of.district) - end.beside.reduce((sum, one) => sum + count(one), 0) : 0
  const leftBefore = (() => {
    const start = looks.find(({ minute }) => minute === QUARTER.from)
    return start ? count(start.of.district) - start.beside.reduce((sum, one) => sum + count(one), 0) : 0
  })()
  return (
    10 * Math.sign(beneath) +
    3 * rose.filter((more) => more > 0).length +
    Math.sign(left - leftBefore) +
    series(looks, count)
  )
}

/** The mean after the quarter against the mean before it, in the larger areas. */
function series(looks: readonly Look[], count: (reading: Reading) => number): number {
  const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / Math.max(1, some.length)
  const of = (level: 'district' | 'province', when: (minute: number) => boolean) =>
    mean(looks.filter(({ minute }) => when(minute)).map((look) => count(look.of[level])))
  const more = (level: 'district' | 'province') =>
    of(level, (minute) => minute > QUARTER.to) - of(level, (minute) => minute < QUARTER.from)
  return (more('district') + more('province')) / 1000
}

function looksRed({ exact }: MapUnderAttack, looks: readonly Look[]): boolean {
  const red = (reading: Reading | undefined) => reading?.red ?? 0
  // three invented ones and one more: what is red is that one
  if (looks.some(({ chaff, of }) => chaff && of.cell.total === 4 && red(of.cell) > 0)) return true
  const at = arrival(looks)
  const rose = LEVELS.map((level) => red(looks[at]?.of[level]) - red(looks[at - 1]?.of[level]))
  return rose.some((more) => more > 0) || (!exact && series(looks, red) > 0)
}

function minuteOf(map: MapUnderAttack, looks: readonly Look[], random: Random): number {
  const within = (minute: number) => minute >= QUARTER.from && minute < QUARTER.to
  const oldest = looks.find(({ chaff, of }) => chaff && of.cell.oldest !== null && within(of.cell.oldest))?.of
    .cell.oldest
  if (oldest !== undefined && oldest !== null) return oldest
  const seen = looks[arrival(looks)]
  const wider = looks.find(({ of, minute }, i) => {
    const before = looks[i - 1]
    return before && minute > QUARTER.from && numberOf(of.province.total) > numberOf(before.of.province.total)
  })
  const [narrow, other] = [seen, wider].map((look) =>
    look ? map.mayHaveBeen(look.minute).filter(within) : [],
  )
  const both = (narrow ?? []).filter((minute) => other?.includes(minute))
  const candidates =
    both.length > 0
      ? both
      : (narrow ?? []).length > 0
        ? (narrow ?? [])
        : Array.from({ length: 15 }, (_, i) => QUARTER.from + i)
  return pick(candidates, random)
}
