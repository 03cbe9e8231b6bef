/**
 * What can be wrong, or doubtful, in a cell of a file: the closed list the pages have words for. Beside each, what `about`
 * holds for the words.
 */
export const cellProblemCodes = [
  'required',
  /** most: characters */
  'too-long',
  /** most: how many */
  'too-many',
  /** written; suggestions in the field `point` */
  'lat-lon-swapped',
  /** written */
  'point-unclear',
  /** written: a link that holds no point */
  'point-short-link',
  /** written */
  'point-plus-code',
  /** written */
  'outside-thailand',
  /** neither a point nor names of an area */
  'place-missing',
  /** written */
  'area-unknown',
  /** written, why; suggestions in the field `area` */
  'area-unsure',
  /** written: a district or province, and no point to tell the subdistrict */
  'area-incomplete',
  /** area: its full name */
  'outside-scope',
  /** area: where it stands now */
  'province-changed',
  /** written */
  'kind-unknown',
  /** kind */
  'not-of-kind',
  'phone-missing',
  /** written */
  'phone-wrong',
  /** free, total */
  'free-over-total',
  /** written */
  'not-a-number',
  /** min, max */
  'out-of-range',
  /** written */
  'hours-unclear',
  /** written */
  'choice-unknown',
  /** written */
  'yes-no-unclear',
  /** row: the number of the earlier row */
  'duplicate-row',
  /** name, metres: doubtful only */
  'maybe-same',
  /** name: closed for good, to be reopened first */
  'gone-for-good',
  /** name: a coordinator has refused it */
  'was-refused',
  /** a keeper's row would make another facility of a verified one */
  'verified-as-other',
  /** why: the code of what is wrong with an identity number; the number itself is not repeated */
  'identity-wrong',
  /** area, name: another holds the number; the name masked outside the own areas */
  'identity-elsewhere',
  /** area, name: known there already; people move on their own page */
  'lives-elsewhere',
  /** the record id is none of the own areas, or its record was deleted or merged */
  'record-unknown',
  /** area, name: may be the same person; doubtful only */
  'maybe-same-person',
  /** written: a date, year, month or age that cannot be read */
  'date-unclear',
  /** written: a day that cannot be, such as a dose next year; suggestions: what may have been meant */
  'date-unlikely',
  /** written: a day of two or more meanings, such as a birth in the year 20 */
  'date-unsure',
  /** written: the month may come first; asked once for the column */
  'date-order',
  /** written, other: the number of the earlier dose, whose day is not earlier */
  'dose-order',
  /** written, other: the number of the other dose of that day */
  'dose-same-day',
  /** written: the day of the latest dose, and nobody says which that is */
  'dose-unnumbered',
  /** written: a dose before the year of birth */
  'before-birth',
  /** written, year: ค.ศ.: the age does not go with the birth year */
  'age-beside-year',
  /** written: more or less than the number of a village */
  'village-unclear',
  /** the feature's geometry is no point */
  'place-is-not-a-point',
] as const
export type CellProblemCode = (typeof cellProblemCodes)[number]
