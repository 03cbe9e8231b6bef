export { announceChanged, type Spot } from './store.ts'
