import { isCoordinator } from '../desk/scope.ts'
import { session } from '../session.svelte.ts'

/** Whether files may be brought in by who uses this phone: coordinators, and those who keep facilities. */
export const mayImport = (): boolean => isCoordinator() || session.account?.keeps === true

/** Where the facilities that stand already are listed for them. */
export const myFacilities = (): `/${string}` => (isCoordinator() ? '/desk/facilities' : '/keep/all')
