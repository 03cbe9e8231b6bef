/** Who somebody says to be: what a coordinator looks at before approving. */
export type Identity = {
  name: string
  kinds: readonly string[]
  affiliation: string | null
  programme: string | null
}
export type Change = Identity & { id: string; asked_at: Date }

/** What a person says of themselves now; fields left out stay. */
export type Said = { [Field in keyof Identity]?: Identity[Field] | undefined }

/**
 * What becomes of an identity that a coordinator has approved: what takes effect at once (giving up kinds only shrinks
 * rights) and what waits, which is null when nothing differs any more. Said again, a field replaces what waited.
 */
export function identityAfter(
  approved: Identity,
  waiting: Identity | null,
  said: Said,
): { now: Identity; waits: Identity | null } {
  const wanted = merged(waiting ?? approved, said)
  const givesUp = said.kinds?.every((kind) => approved.kinds.includes(kind)) ?? false
  const now = givesUp ? { ...approved, kinds: wanted.kinds } : approved
  return { now, waits: isSame(now, wanted) ? null : wanted }
}

export const identityOf = ({ name, kinds, affiliation, programme }: Identity): Identity => ({
  ...{ name, kinds, affiliation, programme },
})

const merged = (before: Identity, said: Said): Identity => ({
  name: said.name ?? before.name,
  kinds: said.kinds ?? before.kinds,
  affiliation: said.affiliation === undefined ? before.affiliation : said.affiliation,
  programme: said.programme === undefined ? before.programme : said.programme,
})

export const isSame = (a: Identity, b: Identity): boolean =>
  a.name === b.name &&
  a.affiliation === b.affiliation &&
  a.programme === b.programme &&
  a.kinds.join() === b.kinds.join()
