/**
 * Every page of the register in one chunk, named so that a first visit keeps none of it: whoever makes a notebook gets
 * all of it at once, to open without signal.
 */
export { default as Book } from './BookPage.svelte'
export { default as Compare } from './ComparePage.svelte'
export { default as Home } from './HomePage.svelte'
export { default as Household } from './HouseholdPage.svelte'
export { kept } from './notebook.svelte.ts'
export { default as Person } from './PersonPage.svelte'
export { default as Place } from './PlacePage.svelte'
export { default as Queue } from './QueuePage.svelte'
export { default as Settings } from './SettingsPage.svelte'
export { default as SignOut } from './SignOutPage.svelte'
export { default as Step } from './StepPage.svelte'
export { default as Visit } from './VisitPage.svelte'
