import type { FacilityInput } from '../../../contract/facility-keeping.ts'
import type { FieldProblem } from '../../../contract/problems.ts'
import type { FacilityField, FacilityKind } from '../../../profiles/profile.ts'
import { refuse } from '../../platform/problem.ts'
import type { FieldValues } from '../facility.ts'
import { publicText } from '../public-text.ts'

type Sent = NonNullable<FacilityInput['values']>[string]
type Value = FieldValues[string]

/** Values told anew, and the fields whose value is taken away. */
export type ReadValues = { told: FieldValues; gone: string[] }

/** Reads values of the kind's own fields; refuses those that the kind does not know or that do not fit, by name. */
export function readValues(
  kind: FacilityKind,
  sent: Record<string, Sent>,
  phones: readonly string[],
): ReadValues {
  const problems: FieldProblem[] = []
  const told: FieldValues = {}
  for (const [id, value] of Object.entries(sent)) {
    if (value === null) continue
    const read = readValue(
      kind.fields.find((field) => field.id === id),
      value,
      phones,
    )
    if (read === undefined) problems.push({ path: `/values/${id}`, code: 'unknown-value' })
    else told[id] = read
  }
  if (problems.length > 0) refuse('invalid-input', problems)
  const gone = Object.keys(sent).filter((id) => sent[id] === null)
  return { told, gone }
}

/** Undefined for what is no value of this field. */
function readValue(
  field: FacilityField | undefined,
  value: Sent,
  phones: readonly string[],
): Value | undefined {
  if (field?.type === 'number')
    return Number.isInteger(value) && Number(value) >= field.min && Number(value) <= field.max
      ? Number(value)
      : undefined
  if (field?.type === 'yes-no') return typeof value === 'boolean' ? value : undefined
  if (field?.type === 'text')
    return typeof value === 'string' && value !== '' && value.length <= field.maxCharacters
      ? publicText(value, phones)
      : undefined
  if (field?.type !== 'choices' || !Array.isArray(value)) return undefined
  const options = field.options.map(({ id }) => id)
  return value.every((id) => options.includes(id)) ? options.filter((id) => value.includes(id)) : undefined
}
