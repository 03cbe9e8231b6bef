import type { Reply } from '../call.ts'
import { deskPeople } from '../messages/desk-people.ts'

export type AuditEntry = Reply<'GET /audit'>['items'][number]
/** The same thing done by the same person again and again, as a page that renews itself does: `times` from `since` on. */
export type FoldedEntry = AuditEntry & { times: number; since: string }

/** Neighbours that differ only in their time become one row; newest first, as they come. */
export function folded(entries: readonly AuditEntry[]): FoldedEntry[] {
  const rows: FoldedEntry[] = []
  for (const entry of entries) {
    const last = rows.at(-1)
    if (last && isSame(last, entry)) {
      last.times += 1
      last.since = entry.at
    } else rows.push({ ...entry, times: 1, since: entry.at })
  }
  return rows
}

const isSame = (a: AuditEntry, b: AuditEntry): boolean =>
  a.action === b.action &&
  a.by === b.by &&
  a.byCode === b.byCode &&
  a.subject === b.subject &&
  a.area === b.area &&
  a.reason === b.reason

/** "เปิดดูเคส 4 ครั้ง"; an action we have no words for is shown as it is. */
export function actionWords({ action, times }: FoldedEntry): string {
  const words: Record<string, string> = deskPeople.words.audit.action
  const said = words[action] ?? action
  return times > 1 ? deskPeople.words.audit.times(said, times) : said
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

/** What a person types to find a case, as it is stored; other subjects are taken as they are. */
export function typedSubject(typed: string): string {
  const number = typed.trim().toUpperCase()
  return CASE_NUMBER.test(number) ? number : typed.trim()
}
