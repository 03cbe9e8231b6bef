import type { words as th } from '../th/home.ts'

export const words = {
  register: 'Household register',
  registerUnder: 'House by house, also without signal',
  title: 'First page',
  ask: 'Ask for help',
  askUnder: 'No account, no ID number, under a minute',
  map: 'See the map',
  mapUnder: 'Where people wait, and where there is help',
  help: 'Become a volunteer',
  helpUnder: 'Help people near you, once an official has approved you',
  mine: 'My requests',
  mineUnder: 'Requests sent from this phone',
  desk: 'Officials looking after an area',
  free: 'Help is free, never transfer money to anyone',
} satisfies typeof th
