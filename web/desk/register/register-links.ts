import { here } from '../../router.svelte.ts'
import { deskLink } from '../scope.ts'

const lists = ['revisit', 'wants', 'cannot-get-there'] as const
const choices = ['conflicts', 'twins', 'moves'] as const

/** The tabs of the register: some hold several pages, which stand as tabs of their own inside. */
export const tabs = [
  { id: 'overview', pages: ['overview'] },
  { id: 'residents', pages: ['residents'] },
  { id: 'lists', pages: lists },
  { id: 'choices', pages: choices },
  { id: 'devices', pages: ['devices'] },
  { id: 'entry', pages: ['entry'] },
] as const

export type RegisterPage = (typeof tabs)[number]['pages'][number]

const pathOf = (page: RegisterPage) => (page === 'overview' ? '/desk/register' : `/desk/register/${page}`)

/** The address of a page of the register; it keeps the chosen area. */
export const registerLink = (page: RegisterPage, query: Record<string, string> = {}): string =>
  deskLink(pathOf(page), query)

export const residentLink = (id: string): string => deskLink(`/desk/register/residents/${id}`)

export const compareLink = (id: string, other: string): string =>
  deskLink(`/desk/register/twins/${id}/${other}`)

/** The rows behind a figure of an area. */
export const measureLink = (measure: string, area: string): string =>
  registerLink('residents', { measure, area })

/** Whether the page, or one below it, is shown now. */
export const isPageNow = (page: RegisterPage): boolean =>
  here.path === pathOf(page) || (page !== 'overview' && here.path.startsWith(`${pathOf(page)}/`))

/** This page with some of what it asks for changed; it begins at the first rows again. */
export function changedLink(changed: Record<string, string>): string {
  const query = new URLSearchParams(here.query)
  query.delete('after')
  for (const [name, value] of Object.entries(changed)) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  return query.size > 0 ? `${here.path}?${query}` : here.path
}
