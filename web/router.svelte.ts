import type { Component } from 'svelte'
import { routes } from './routes.ts'

type Params = Record<string, string>

export type Route = {
  /** '/help/cases/:number' */
  path: string
  page: () => Promise<{ default: Component }>
  /** what must be there before the page shows: its words, the profile */
  opens?: { open: () => Promise<void> }[]
}

type Place = { path: string; query: URLSearchParams; fragment: string }

const read = (): Place => ({
  path: location.pathname.replace(/(.)\/$/, '$1'),
  query: new URLSearchParams(location.search),
  fragment: location.hash.slice(1),
})

let place = $state.raw(read())
// by value: a changed fragment or query is no new page
const path = $derived(place.path)
const found = $derived(match(path))

/** Where we are. Reading it in a component follows the address. */
export const here = {
  get path() {
    return path
  },
  /** the page's route, undefined when there is no such page */
  get route(): Route | undefined {
    return found?.route
  },
  /** the parts the route names, such as `number` */
  get params(): Params {
    return found?.params ?? {}
  },
  get query() {
    return place.query
  },
  /** what stands after #, such as the follow key */
  get fragment() {
    return place.fragment
  },
}

/** Opens an address of our own, such as '/follow#key'. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState({ depth: depth() }, '', to)
  else history.pushState({ depth: depth() + 1 }, '', to)
  place = read()
  if (!replace) scrollTo(0, 0)
}

/** One step back within the app; to `otherwise` when the person came here straight from outside. */
export function goBack(otherwise = '/'): void {
  if (depth() > 0) history.back()
  else go(otherwise, { replace: true })
}

/** How many pages of ours lie before this one in the history of this tab. */
function depth(): number {
  const kept = history.state?.depth
  return typeof kept === 'number' ? kept : 0
}

/** Links of our own open without a reload; every other click is the browser's. */
export function followLinks(): void {
  addEventListener('popstate', () => {
    place = read()
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.button !== 0 || isForBrowser(event, link)) return
    event.preventDefault()
    const spot = spotOnThisPage(link)
    if (spot) spot.focus()
    else go(link.pathname + link.search + link.hash)
  })
}

function isForBrowser(event: MouseEvent, link: HTMLAnchorElement): boolean {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return true
  if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return true
  return link.pathname.startsWith('/api/')
}

/** What a link of the form #id points at. It takes the focus; the fragment stays, since it may be a secret key. */
function spotOnThisPage(link: HTMLAnchorElement): HTMLElement | null {
  return link.getAttribute('href')?.startsWith('#') ? document.getElementById(link.hash.slice(1)) : null
}

function match(path: string): { route: Route; params: Params } | undefined {
  for (const route of routes) {
    const params = partsOf(route.path, path)
    if (params) return { route, params }
  }
  return undefined
}

function partsOf(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Params = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return undefined
  }
  return params
}
