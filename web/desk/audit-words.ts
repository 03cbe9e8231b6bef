import type { Reply } from '../call.ts'
import { deskPeople } from '../messages/desk-people.ts'

export type AuditEntry = Reply<'GET /audit'>['items'][number]

/** What was done, in words; an action we have no words for is shown as it is. */
export function actionWords({ action }: AuditEntry): string {
  const words: Record<string, string> = deskPeople.words.audit.action
  return words[action] ?? action
}

/** "ผู้ดูแล 0002" */
export function actorWords({ by, byCode }: AuditEntry): string {
  const words: Record<string, string> = deskPeople.words.audit.by
  return [words[by] ?? by, byCode].filter(Boolean).join(' ')
}

const CASE_NUMBER = /^\d{2}-[0-9A-Z]{6}$/

/** The case an entry is about, if it is about one. */
export const caseOf = ({ subject }: AuditEntry): string | undefined =>
  subject !== null && CASE_NUMBER.test(subject) ? subject : undefined

/** "อาสา", "การแต่งตั้ง": what kind of thing an entry is about when it is no case; '' for nothing. */
export function subjectWords({ subject }: AuditEntry): string {
  const words: Record<string, string> = deskPeople.words.audit.subjects
  const kind = subject?.split(':')[0] ?? ''
  return words[kind] ?? subject ?? ''
}
