/** One chunk for the three pages, whose name keeps it off the phones that never open it (vite.config.ts). */
export { default as ImportPage } from './ImportPage.svelte'
export { default as ImportsPage } from './ImportsPage.svelte'
export { default as SendPage } from './SendPage.svelte'
