export { type AuditEntry, forgetReasons, writeAudit, writeAudits } from './store.ts'
