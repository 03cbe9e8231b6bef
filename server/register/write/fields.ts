import type { FieldProblem } from '../../../contract/problems.ts'
import { HouseholdSet, type Mutation, ResidentSet, VisitSet } from '../../../contract/register.ts'
import { checkerOf } from '../../platform/validation.ts'
import * as read from './field-values.ts'
import type { Kind, Values } from './record.ts'

type Reader<T> = (told: T, means: read.Means) => read.Read
type Readers<S> = { readonly [K in keyof S]-?: Reader<S[K]> }

const household: Readers<Required<HouseholdSet>> = {
  area: read.area,
  houseNo: read.houseNo,
  landmark: read.words,
  point: read.point,
  note: read.words,
  notice: read.notice,
}
const resident: Readers<Required<ResidentSet>> = {
  household: read.asTold,
  name: read.name,
  identity: read.identity,
  birthYear: read.birthYear,
  sex: read.asTold,
  nationality: (told, { profile }) =>
    read.oneOf(
      told,
      profile.register.nationalities.map(({ id }) => id),
    ),
  phone: read.phone,
  tags: (told, { profile }) => read.someOf(told, profile.register.tags),
  wish: read.asTold,
  reasons: (told, { profile }) =>
    read.someOf(
      told,
      profile.register.reasons.map(({ id }) => id),
    ),
  noDoses: read.asTold,
  doses: read.doses,
  infectedMonth: read.month,
  nextVisitOn: read.day,
  note: read.words,
  gone: read.gone,
}
const visit: Readers<Required<VisitSet>> = {
  resident: read.asTold,
  at: read.visitTime,
  way: read.asTold,
  said: read.words,
  wishBefore: read.asTold,
  wishAfter: read.asTold,
  reasons: resident.reasons,
  nextVisitOn: read.day,
}

/** Fields whose first word stands when two differ, until a coordinator chooses; of all others the later word stands. */
const hardFields: Record<Kind, readonly string[]> = {
  household: ['area', 'houseNo'],
  resident: ['household', 'name', 'identity', 'birthYear', 'wish', 'gone'],
  visit: [],
}
export const isHard = (kind: Kind, field: string): boolean =>
  hardFields[kind].includes(field) || field.startsWith('doses/') || field === 'deleted'

const check = {
  household: checkerOf(HouseholdSet),
  resident: checkerOf(ResidentSet),
  visit: checkerOf(VisitSet),
}

/** What a mutation tells, each field in one form; or what is wrong with it, by JSON pointer and code. */
export function readSet(
  { kind, set = {} }: Pick<Mutation, 'kind' | 'set'>,
  means: read.Means,
): { values: Values } | { problems: FieldProblem[] } {
  const told = Object.fromEntries(
    Object.entries(set).map(([field, value]) => [field, value === '' ? null : value]),
  )
  if (kind === 'household') return readWith(check.household(told), household, means)
  if (kind === 'resident') return readWith(check.resident(told), resident, means)
  return readWith(check.visit(told), visit, means)
}

type Checked<S> = { value: S } | { problems: FieldProblem[] }

function readWith<S extends object>(
  checked: Checked<Partial<S>>,
  readers: { readonly [K in keyof S]: Reader<S[K]> },
  means: read.Means,
): { values: Values } | { problems: FieldProblem[] } {
  if ('problems' in checked) return { problems: checked.problems.map(inSet('')) }
  const unknown = Object.keys(checked.value).filter((field) => !Object.hasOwn(readers, field))
  const problems = unknown.map((field) => ({ path: `/set/${field}`, code: 'unknown-field' }))
  if (unknown.length > 0) return { problems }
  let values: Values = {}
  for (const field in checked.value) {
    const told = checked.value[field]
    if (told === undefined) continue
    const answer = readers[field](told, means)
    if ('problems' in answer) problems.push(...answer.problems.map(inSet(`/${field}`)))
    else values = { ...values, ...('values' in answer ? answer.values : { [field]: answer.value }) }
  }
  return problems.length > 0 ? { problems } : { values }
}

const inSet =
  (at: string) =>
  ({ path, code }: FieldProblem) => ({ path: `/set${at}${path}`, code })
