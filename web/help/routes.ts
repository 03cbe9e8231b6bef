import type { Route } from '../router.svelte.ts'

export const helpRoutes: readonly Route[] = []
