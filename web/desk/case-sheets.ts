import type { HelperCase } from '../help/kept-cases.ts'

const sheets = [
  'assign',
  'urgency',
  'duplicates',
  'unlink',
  'call',
  'rang',
  'settle',
  'close',
  'reopen',
] as const
type SheetName = (typeof sheets)[number]

/** The sheet a fragment of the address names; undefined for any other fragment. */
export const sheetNamed = (fragment: string): SheetName | undefined =>
  sheets.find((name) => name === fragment)

/** Whether that decision is still open: a case moves on while its page is looked at. */
export function isOpenTo(name: SheetName, { may, mine, status, leadNumber }: HelperCase): boolean {
  switch (name) {
    case 'assign':
      return may.includes('assign')
    case 'urgency':
      return may.includes('set-urgency')
    // a case that does not wait cannot go under another, but a repeat of it can come under it
    case 'duplicates':
      return may.includes('set-urgency') && status !== 'closed' && leadNumber === null
    case 'unlink':
      return may.includes('unlink-duplicate')
    // who holds the case calls from the page for helping
    case 'call':
      return may.includes('reveal-phone') && !mine
    case 'rang':
      return may.includes('call')
    case 'close':
      return may.includes('close')
    case 'reopen':
      return may.includes('reopen')
    case 'settle':
      return may.includes('settle')
  }
}
