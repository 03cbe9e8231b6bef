/** How like two short texts are, 0 to 1: one less the share of letters to insert, drop or replace (Levenshtein). */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  if (longer === 0) return 1
  // far apart in length is far apart: not worth the work, nor a long text's
  if (longer > LONGEST || Math.abs(a.length - b.length) > longer / 2) return 0
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return 1 - (above[b.length] ?? longer) / longer
}

const LONGEST = 100
const LEAST = 0.5

/** Those of the choices that a text may have meant, the likeliest first; a choice may go by several names. */
export function likeliest<Choice>(
  text: string,
  choices: readonly Choice[],
  namesOf: (choice: Choice) => readonly string[],
): Choice[] {
  return choices
    .map((choice) => ({ choice, like: Math.max(...namesOf(choice).map((name) => resemblance(text, name))) }))
    .filter(({ like }) => like >= LEAST)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, 3)
    .map(({ choice }) => choice)
}

/** One within the other counts too: "มีโมเดอร์นาเยอะ" speaks of โมเดอร์นา. */
function resemblance(text: string, name: string): number {
  const [short, long] = text.length < name.length ? [text, name] : [name, text]
  const within = short.length >= 3 && long.includes(short) ? LEAST + short.length / long.length / 2 : 0
  return Math.max(likeness(text, name), within)
}
