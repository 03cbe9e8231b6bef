import type { Route } from '../router.svelte.ts'

export const deskRoutes: readonly Route[] = []
