export {
  type FacilityFilter,
  type FacilityGroup,
  type FacilityPoint,
  readFacilitiesInBox,
} from './points-view.ts'
export { facilityNames } from './site-view.ts'
export { type Site, siteAt, sitesNear } from './sites.ts'
export { announceChanged, type Spot } from './store.ts'
