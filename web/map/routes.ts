import type { Route } from '../router.svelte.ts'

export const mapRoutes: readonly Route[] = []
