export {
  type FacilityFilter,
  type FacilityGroup,
  type FacilityPoint,
  readFacilitiesInBox,
} from './find/points-view.ts'
export { facilityNames } from './sites/site-view.ts'
export { type SiteThen, siteAt, sitesNear } from './sites/sites.ts'
export { announceChanged, type Spot } from './store.ts'
