/** A reading of Thai names into Latin letters, learned from names whose English is known. */
export type Romaniser = {
  /** The English of the same Thai name elsewhere, or one composed of learned words; undefined if a part is unknown. */
  read: (thai: string) => string | undefined
}

/**
 * Learns the Royal Thai General System (RTGS) spelling of place-name words from known pairs: whole names, and the
 * words of a name when Thai segmentation and the English agree on how many there are. Place names reuse a few
 * thousand words (บ้าน Ban, หนอง Nong, ใหม่ Mai), so this reads nearly all the rest without rules of syllables.
 */
export function learnRomaniser(known: readonly { th: string; en: string }[]): Romaniser {
  const votes = new Map<string, Map<string, number>>()
  const vote = (th: string, en: string, weight: number) => {
    const ofWord = votes.get(th) ?? new Map<string, number>()
    votes.set(th, ofWord.set(en, (ofWord.get(en) ?? 0) + weight))
  }
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' })
  for (const { th, en } of known) {
    vote(th, en, 1)
    const thaiWords = [...segmenter.segment(th)].map((part) => part.segment)
    const englishWords = en.split(' ')
    if (thaiWords.length !== englishWords.length) continue
    thaiWords.forEach((word, i) => {
      vote(word, englishWords[i] ?? '', 0.5)
    })
  }
  const words = new Map([...votes].map(([th, ofWord]) => [th, mostVoted(ofWord)]))
  return { read: (thai) => words.get(thai) ?? compose(thai, words) }
}

function mostVoted(votes: ReadonlyMap<string, number>): string {
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** The composition of the fewest words, so that longer (surer) words win over short ones. */
function compose(thai: string, words: ReadonlyMap<string, string>): string | undefined {
  const best: (readonly string[] | undefined)[] = [[]]
  for (let end = 1; end <= thai.length; end++) {
    for (let start = Math.max(0, end - 14); start < end - 1; start++) {
      const before = best[start]
      const word = words.get(thai.slice(start, end))
      if (!before || !word) continue
      const current = best[end]
      if (!current || before.length + 1 < current.length) best[end] = [...before, word]
    }
  }
  return best[thai.length]?.join(' ')
}
