export { forgetReasons, writeAudit } from './store.ts'
