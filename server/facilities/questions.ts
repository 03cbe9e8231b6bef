export {
  type FacilityFilter,
  type FacilityGroup,
  type FacilityPoint,
  readFacilitiesInBox,
} from './points-view.ts'
export { announceChanged, type Spot } from './store.ts'
