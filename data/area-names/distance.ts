// How far apart two spellings are. A mark or a letter of the same sound or look counts half, any other letter one.

const marks = '่้๊๋์็ํ'
const alike = ['ศษส', 'ณน', 'ฬลร', 'ญย', 'ฎฏดต', 'ธทฑฒ', 'ภพผ', 'ขคฆ', 'ชฌฉ', 'ใไ', 'ิีึื', 'ุู', 'ะั', marks]
const groupOf = new Map(alike.flatMap((letters, group) => [...letters].map((letter) => [letter, group])))

const costOfOne = (letter: string) => (marks.includes(letter) ? 0.5 : 1)

function costOfOther(a: string, b: string): number {
  if (a === b) return 0
  const group = groupOf.get(a)
  return group !== undefined && group === groupOf.get(b) ? 0.5 : 1
}

/** The most a spelling of so many letters may be off and still be taken for a misspelling. */
export function toleranceFor(letters: number): number {
  if (letters <= 7) return 1
  return letters <= 11 ? 2 : 3
}

/** The cheapest edits (insert, drop, replace, swap neighbours) from a to b; Infinity beyond `limit`. */
export function spellingDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > 2 * limit) return Number.POSITIVE_INFINITY
  let older: number[] = []
  let above = [0]
  for (const letter of b) above.push(last(above) + costOfOne(letter))
  for (let i = 1; i <= a.length; i++) {
    const row = [at(above, 0) + costOfOne(a.charAt(i - 1))]
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a.charAt(i - 1), b.charAt(j - 1)]
      const swapped =
        i > 1 && j > 1 && x === b.charAt(j - 2) && y === a.charAt(i - 2) ? at(older, j - 2) + 1 : Infinity
      const replaced = at(above, j - 1) + costOfOther(x, y)
      row.push(Math.min(replaced, at(above, j) + costOfOne(x), at(row, j - 1) + costOfOne(y), swapped))
    }
    if (Math.min(...row) > limit) return Number.POSITIVE_INFINITY
    older = above
    above = row
  }
  return last(above) <= limit ? last(above) : Number.POSITIVE_INFINITY
}

const at = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY
const last = (row: readonly number[]) => at(row, row.length - 1)
