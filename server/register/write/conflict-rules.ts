import { isHard } from './fields.ts'
import { type Json, type Kind, sameValue, type Values, type Version, type Versions } from './record.ts'

/**
 * How a change came: on which device (null: made here) as its how-manieth, on which state of the record, and its own
 * number `s`.
 */
export type Coming = { device: string | null; n: number; base: number; s: number }
/** A word that does not stand: of a hard field the one that came, of others the one that was there. */
export type Kept = { field: string; hard: boolean; value: Json }
/** What becomes of the fields: new values, versions of all fields touched, and what is kept beside. */
export type Decision = { set: Values; versions: Versions; kept: readonly Kept[] }

type Standing = { kind: Kind; values: Values; versions: Versions }

/** Holds what came against what stands, field by field. */
export function decide({ kind, values, versions }: Standing, told: Values, coming: Coming): Decision {
  if (isUntold({ values, versions })) return asTold(told, coming)
  let decision: Decision = { set: {}, versions: {}, kept: [] }
  for (const [field, value] of Object.entries(told)) {
    const stands = { value: values[field] ?? null, version: versions[field], hard: isHard(kind, field) }
    decision = withField(decision, { field, value }, { stands, coming })
  }
  return decision
}

/** Of a record nobody has told anything of there is nothing to hold it against. */
const isUntold = ({ values, versions }: Pick<Standing, 'values' | 'versions'>) =>
  Object.keys(values).length === 0 && Object.keys(versions).length === 0

/** What says nothing of a field says what stands. */
function asTold(told: Values, coming: Coming): Decision {
  const version = written(coming)
  const set = Object.entries(told).filter(([, value]) => value !== null)
  const versions = Object.fromEntries(Object.keys(told).map((field) => [field, version]))
  return { set: Object.fromEntries(set), versions, kept: [] }
}

type Stands = { value: Json; version: Version | undefined; hard: boolean }

function withField(
  decision: Decision,
  { field, value }: { field: string; value: Json },
  { stands, coming }: { stands: Stands; coming: Coming },
): Decision {
  const { version, hard } = stands
  if (isOlder(version, coming)) return decision
  const versioned = (after: Version) => ({ ...decision.versions, [field]: after })
  if (sameValue(stands.value, value))
    return { ...decision, versions: versioned(version ? noted(version, coming) : written(coming)) }
  if (!isContested(version, coming))
    return {
      ...decision,
      set: { ...decision.set, [field]: value },
      versions: versioned(writtenOver(version, coming)),
    }
  if (hard)
    return {
      ...decision,
      versions: versioned(noted(version, coming)),
      kept: [...decision.kept, { field, hard, value }],
    }
  return {
    set: { ...decision.set, [field]: value },
    versions: versioned(writtenOver(version, coming)),
    kept: [...decision.kept, { field, hard, value: stands.value }],
  }
}

/** Whether a field was written by another since the change was made. */
const isContested = (version: Version | undefined, { device, base }: Coming): version is Version =>
  version !== undefined && version.s > base && (device === null || version.d !== device)

/** Whether the same device has told of this field later already, or just this. */
function isOlder(version: Version | undefined, { device, n }: Coming): boolean {
  if (version === undefined || device === null) return false
  return (version.d === device ? version.n : (version.o?.[device] ?? 0)) >= n
}

const written = ({ s, device, n }: Coming): Version => ({ s, d: device, n })

/** The field stays as it is; how far the device has come is noted. */
function noted(version: Version, { device, n }: Coming): Version {
  if (device === null) return version
  if (version.d === device) return { ...version, n }
  return { ...version, o: { ...version.o, [device]: n } }
}

/** How far the devices written over had come stays known: what of them arrives late is older. */
function writtenOver(version: Version | undefined, coming: Coming): Version {
  if (version === undefined || version.d === null || version.d === coming.device)
    return version?.o ? { ...written(coming), o: version.o } : written(coming)
  return { ...written(coming), o: { ...version.o, [version.d]: version.n } }
}

/** Whether somebody else has told something of the record since it was to be deleted. */
export const deleteIsContested = (versions: Versions, coming: Coming): boolean =>
  Object.values(versions).some((version) => isContested(version, coming))

/** Notes a delete that waits for a choice, so that the same one again is none. */
export const notedDelete = (versions: Versions, coming: Coming): Versions => ({
  ...versions,
  deleted: noted(versions.deleted ?? { s: 0, d: null, n: 0 }, coming),
})
export const isDeleteNoted = (versions: Versions, coming: Coming): boolean =>
  isOlder(versions.deleted, coming)
