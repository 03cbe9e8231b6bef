import type { CellProblem } from '../../../contract/imports.ts'
import type { cellProblems as th } from '../th/desk-import-problems.ts'

const named = ({ written = '' }: CellProblem['about']) => `“${written}”`

const digitsOf = ({ digits = '' }: Parameters<typeof named>[0]) =>
  digits ? ` has ${digits} digits, a mobile number has 10` : ''

const whyWrong: Partial<Record<string, string>> = {
  'wrong-check-digit': 'The last digit does not fit the others: at least one digit is wrong',
  'wrong-length': 'It is not 13 digits',
  'wrong-first-digit': 'No number begins with this digit',
  'not-digits': 'There are letters in it',
  'wrong-format': 'This is no passport number',
  'not-wanted': 'It says there is none, and there is one',
}

export const cellProblems: typeof th = {
  required: () => ({ what: 'Not filled in', so: 'This cell is needed' }),
  'too-long': ({ most = '' }) => ({ what: 'Too long', so: `At most ${most}\u00a0characters` }),
  'too-many': ({ most = '' }) => ({ what: 'Too many', so: `At most ${most}\u00a0of them` }),
  'lat-lon-swapped': () => ({ what: 'Coordinates swapped', so: 'Latitude comes first' }),
  'point-unclear': (about) => ({
    what: 'Coordinates cannot be read',
    so: `${named(about)}: write 13.91, 100.49`,
  }),
  'point-short-link': () => ({
    what: 'A short link holds no coordinates',
    so: 'Open it and copy the coordinates or the whole link',
  }),
  'point-plus-code': () => ({ what: 'Plus codes are not read', so: 'Write the coordinates as numbers' }),
  'outside-thailand': () => ({
    what: 'Outside Thailand',
    so: 'Check the coordinates, or empty them and name the subdistrict',
  }),
  'place-missing': () => ({
    what: 'It does not say where',
    so: 'Give coordinates, or subdistrict, district and province',
  }),
  'area-unknown': (about) => ({ what: 'No such area', so: `${named(about)} fits no subdistrict` }),
  'area-unsure': (about) => ({ what: 'Not sure which area', so: named(about) }),
  'area-incomplete': (about) => ({
    what: 'Subdistrict missing',
    so: `${named(about)}: add the subdistrict, or coordinates`,
  }),
  'outside-scope': ({ area = '' }) => ({ what: 'Outside the area or agency you answer for', so: area }),
  'province-changed': ({ area = '' }) => ({
    what: 'Cannot move to another province',
    so: `It stands in ${area} now`,
  }),
  'kind-unknown': (about) => ({ what: 'No such kind', so: named(about) }),
  'not-of-kind': ({ kind = '' }) => ({ what: 'Not for this kind', so: `${kind} has no such information` }),
  'phone-missing': () => ({
    what: 'No phone number',
    so: 'A place on the map needs a number people can call',
  }),
  'phone-wrong': (about) => ({ what: 'Not a phone number', so: `${named(about)}${digitsOf(about)}` }),
  'free-over-total': ({ free = '', total = '' }) => ({
    what: 'More free than in all',
    so: `${free} free of ${total}: ask the place first`,
  }),
  'not-a-number': (about) => ({ what: 'Must be a number', so: named(about) }),
  'out-of-range': ({ min = '', max = '' }) => ({
    what: 'Number out of range',
    so: `From ${min} to ${max}`,
  }),
  'hours-unclear': (about) => ({
    what: 'Opening hours cannot be read',
    so: `${named(about)}: write Mo-Fr 08:30-16:30`,
  }),
  'choice-unknown': (about) => ({ what: 'No such choice', so: named(about) }),
  'yes-no-unclear': (about) => ({ what: 'Must be yes or no', so: named(about) }),
  'duplicate-row': ({ row = '' }) => ({
    what: `Same as row\u00a0${row}`,
    so: 'If the two are not the same, make them differ',
  }),
  'maybe-same': ({ name = '', metres = '' }) => ({
    what: 'Perhaps there already',
    so: `“${name}”, ${metres}\u00a0m away, same phone number. It is added as another place unless you say it is the same`,
  }),
  'gone-for-good': ({ name = '' }) => ({ what: 'Closed for good', so: `Reopen “${name}” first` }),
  'verified-as-other': () => ({
    what: 'This place is verified',
    so: 'Only a coordinator of the area changes its kind or district',
  }),
  'was-refused': ({ name = '' }) => ({
    what: 'This place was refused',
    so: `Open the page of “${name}”, and change or check it there first`,
  }),
  'identity-wrong': ({ why = '' }) => ({
    what: 'The identity number is wrong',
    so: `${whyWrong[why] ?? 'It is none of its kind'}. Check the card, or clear it and add it later`,
  }),
  'identity-elsewhere': ({ area = '', name = '' }) => ({
    what: `Already at ${area}`,
    so: `${name} has this number`,
  }),
  'lives-elsewhere': ({ area = '', name = '' }) => ({
    what: `Already at ${area}`,
    so: `Move ${name} between subdistricts on the person’s own page`,
  }),
  'record-unknown': () => ({ what: 'No such record in your area', so: 'It may have been deleted or merged' }),
  'maybe-same-person': ({ area = '', name = '' }) => ({
    what: 'May be the same person',
    so: `${name} at ${area}. Added as a new person, to be compared on the page of twins`,
  }),
  'date-unclear': (about) => ({
    what: 'The date or year cannot be read',
    so: `${named(about)} Write 1/9/2564`,
  }),
  'date-unlikely': (about) => ({ what: 'This day cannot be', so: `${named(about)}: check the year` }),
  'date-unsure': (about) => ({
    what: 'The year can be read in several ways',
    so: `${named(about)}: write four digits`,
  }),
  'date-order': (about) => ({
    what: 'Does the day or the month come first?',
    so: `${named(about)}: answer once for the column, where headings are matched`,
  }),
  'dose-order': ({ other = '', ...about }) => ({
    what: `Earlier than dose ${other}`,
    so: `${named(about)}: check the days of both doses`,
  }),
  'dose-same-day': ({ other = '', ...about }) => ({
    what: `The same day as dose ${other}`,
    so: `${named(about)}: check the days of both doses`,
  }),
  'dose-unnumbered': (about) => ({
    what: 'Which dose is this?',
    so: `${named(about)}: choose how many doses there were`,
  }),
  'before-birth': (about) => ({
    what: 'Before the year of birth',
    so: `${named(about)}: check the birth year and the day`,
  }),
  'age-beside-year': ({ year = '', age = '' }) => ({
    what: 'Age and birth year disagree',
    so: `Born ${year} (B.E.), aged ${age}: choose the right one`,
  }),
  'village-unclear': (about) => ({ what: 'Not one village number', so: `${named(about)}: write one number` }),
  'place-is-not-a-point': () => ({
    what: 'The place is no point',
    so: 'Give coordinates, or subdistrict, district and province',
  }),
}
