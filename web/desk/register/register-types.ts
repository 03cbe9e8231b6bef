import type { Reply } from '../../call.ts'

export type ResidentPage = Reply<'GET /register/residents/:id'>
export type Resident = ResidentPage['resident']
export type Household = ResidentPage['household']
export type Visit = ResidentPage['visits'][number]
/** A resident of a list of work, with where they live. */
export type Listed = Reply<'GET /register/lists/revisit'>['items'][number]
export type Wish = NonNullable<Resident['wish']>
export type Figures = Reply<'GET /register/figures'>
export type Conflict = Reply<'GET /register/conflicts'>['items'][number]
export type Device = Reply<'GET /register/devices'>['items'][number]
export type Move = Reply<'GET /register/moves'>['items'][number]
export type Twin = Reply<'GET /register/twins'>['items'][number]
export type Merge = Reply<'GET /register/merges'>['items'][number]
export type Site = Reply<'GET /register/sites'>['items'][number]
